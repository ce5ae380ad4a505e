// Warns before the session ends, and lets the person stay. The answer of `data-session-url` is
// {"left": seconds, "more": whether staying is possible}; asking keeps no session alive, POST does.

const STEP_MS = 1000;

/** @param {Document} page */
export function warnBeforeEnd(page) {
  const box = page.querySelector("dialog[data-session-left]");
  if (box) new Session(box).begin();
}

class Session {
  constructor(box) {
    this.box = box;
    this.time = box.querySelector("[data-session-time]");
    this.more = box.querySelector("[data-session-more]");
    this.last = box.querySelector("[data-session-last]");
    this.warn = Number(box.dataset.sessionWarn) * 1000;
    this.ends = Date.now() + Number(box.dataset.sessionLeft) * 1000;
    this.told = false;
    this.timer = 0;
  }

  begin() {
    this.more.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(new FormData(this.more));
    });
    // Whoever presses Escape is there.
    this.box.addEventListener("cancel", (event) => {
      if (this.more.hidden) return;
      event.preventDefault();
      this.ask(new FormData(this.more));
    });
    // Another window may have been in use, or the machine asleep.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && (this.box.open || this.soon())) this.ask();
    });
    this.later();
  }

  soon() {
    return Date.now() >= this.ends - this.warn;
  }

  later() {
    clearTimeout(this.timer);
    const next = this.told ? STEP_MS : Math.max(STEP_MS, this.ends - this.warn - Date.now());
    this.timer = setTimeout(() => this.tick(), next);
  }

  tick() {
    if (Date.now() >= this.ends || (!this.told && this.soon())) {
      this.ask();
      return;
    }
    this.say();
    this.later();
  }

  async ask(sent) {
    clearTimeout(this.timer);
    try {
      const { left, more } = await answer(this.box.dataset.sessionUrl, sent);
      this.ends = Date.now() + left * 1000;
      this.more.hidden = !more;
      this.last.hidden = more;
    } catch {
      // Without an answer, what was known before holds.
    }
    if (Date.now() >= this.ends) this.leave();
    else if (this.soon()) this.show();
    else this.hide();
    this.later();
  }

  show() {
    this.say();
    if (this.told || this.box.open) return;
    this.told = true;
    this.box.showModal();
  }

  hide() {
    this.told = false;
    if (this.box.open) this.box.close();
  }

  // What the page shows is not left on the screen of somebody who is away.
  leave() {
    const back = location.pathname + location.search;
    const asked = new URLSearchParams({ next: back, ended: "" });
    location.replace(`${this.box.dataset.sessionAfter}?${asked}`);
  }

  // Only new words are written, so that a screen reader says each once.
  say() {
    const words = inWords((this.ends - Date.now()) / 1000);
    if (this.time.textContent !== words) this.time.textContent = words;
  }
}

function inWords(seconds) {
  if (seconds > 60) return `${Math.ceil(seconds / 60)} minutes`;
  if (seconds > 40) return "1 minute";
  return seconds > 20 ? "40 seconds" : "20 seconds";
}

async function answer(url, sent) {
  const response = await fetch(url, {
    method: sent ? "POST" : "GET",
    body: sent,
    headers: { Accept: "application/json" },
    credentials: "same-origin",
    cache: "no-store",
  });
  if (!response.ok) throw new Error(`The answer was ${response.status}`);
  return response.json();
}
