// Says how large each built file is, as it is and as it is sent (gzip).
import { readFile, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const OUT = join(dirname(dirname(fileURLToPath(import.meta.url))), "src/kinward_web/static/built");

for (const name of (await readdir(OUT)).filter((each) => /\.(css|js)$/.test(each)).sort()) {
  const whole = await readFile(join(OUT, name));
  const sent = gzipSync(whole, { level: 9 });
  const kB = (bytes) => `${(bytes.length / 1000).toFixed(1)} kB`.padStart(10);
  console.log(`${name.padEnd(14)}${kB(whole)}${kB(sent)} gzip`);
}
