// How words look, how wide they are, and where they break.
export const FAMILY = 'Arial, Helvetica, "Liberation Sans", sans-serif';
export const INK = "#0b0c0c";
export const GREY = "#505a5f";
export const RULE = "#d2d6d9";
export const SIZE = 14;
export const LINE = 17;

const pen = document.createElement("canvas").getContext("2d");

export function font(size = SIZE, bold = false) {
  return `${bold ? "bold " : ""}${size}px ${FAMILY}`;
}

/** Width in pixels of the widest line. */
export function widthOf(words, size = SIZE, bold = false) {
  pen.font = font(size, bold);
  return Math.max(0, ...words.split("\n").map((line) => pen.measureText(line).width));
}

/** The words in as few lines as fit a width, and those of like length; a word may be wider. */
export function wrapped(words, width, size = SIZE, bold = false) {
  const few = filled(words, width, size, bold);
  let most = width;
  while (few.length > 1 && most > width / 2) {
    most -= 6;
    const tried = filled(words, most, size, bold);
    const over = tried.some((line) => widthOf(line, size, bold) > most);
    if (tried.length > few.length || over) return filled(words, most + 6, size, bold).join("\n");
  }
  return few.join("\n");
}

function filled(words, width, size, bold) {
  const lines = [];
  for (const word of words.split(/\s+/)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && widthOf(longer, size, bold) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export function linesOf(words) {
  return words.split("\n").length;
}
