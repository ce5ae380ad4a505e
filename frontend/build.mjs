// Makes what pages load: styles, scripts and images, all in src/kinward_web/static/built.
import { cp, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";
import { compileAsync } from "sass";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(HERE);
const OUT = join(ROOT, "src", "kinward_web", "static", "built");
// Beside the place and then moved, so that a build cut short leaves what was there.
const NEW = join(ROOT, "build", `pages.${process.pid}`);

async function styles() {
  const { css } = await compileAsync(join(HERE, "styles", "kinward.scss"), {
    loadPaths: [join(ROOT, "node_modules")],
    style: "compressed",
    quietDeps: true,
  });
  if (/url\(["']?(?!data:)/.test(css)) throw new Error("The styles fetch a file; they must not.");
  await writeFile(join(NEW, "kinward.css"), css);
}

function script(name, format) {
  return build({
    entryPoints: [join(HERE, "scripts", `${name}.js`)],
    outfile: join(NEW, `${name}.js`),
    bundle: true,
    minify: true,
    format,
    target: ["chrome109", "edge109", "firefox115", "safari15.6"],
    legalComments: "none",
    logLevel: "warning",
  });
}

// What is bundled is given out, so its licences go with it. govuk-frontend's package has no file
// of its licence.
async function licences() {
  const packages = ["echarts/LICENSE", "echarts/NOTICE", "echarts/licenses/LICENSE-d3"];
  packages.push("zrender/LICENSE", "tslib/LICENSE.txt");
  const files = [
    join(HERE, "licences", "govuk-frontend.txt"),
    ...packages.map((file) => join(ROOT, "node_modules", file)),
  ];
  const texts = files.map(async (file) => {
    const text = await readFile(file, "utf8");
    return `${relative(dirname(dirname(file)), file)}\n\n${text.trim()}\n`;
  });
  await writeFile(join(NEW, "licences.txt"), (await Promise.all(texts)).join("\n\n"));
}

try {
  await mkdir(NEW, { recursive: true });
  await Promise.all([
    styles(),
    script("begin", "iife"),
    script("kinward", "esm"),
    script("charts", "esm"),
    cp(join(HERE, "images"), join(NEW, "images"), { recursive: true }),
    licences(),
  ]);
  await rm(OUT, { recursive: true, force: true });
  await mkdir(dirname(OUT), { recursive: true });
  await rename(NEW, OUT);
} finally {
  await rm(NEW, { recursive: true, force: true });
}
