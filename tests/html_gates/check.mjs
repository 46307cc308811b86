// Check every page of a folder: node check.mjs FOLDER. Exit code 1 when one has a fault, or when
// a fault of FOLDER/broken is not seen.
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { openBrowser } from "./lib/browser.mjs";
import { paperFaults } from "./lib/paper.mjs";
import { screenFaults } from "./lib/screen.mjs";
import { sourceFaults, validatorFaults } from "./lib/source.mjs";

const MOST = 12;
const folder = resolve(process.argv[2]);
const browser = await openBrowser();
const results = [];
try {
  for (const [name, faults] of await check(folder)) results.push([name, faults]);
  results.push(["the gates themselves", await blind(join(folder, "broken"))]);
} finally {
  await browser.close();
}
for (const [name, faults] of results) {
  console.log(`${faults.length ? "FAULT" : "ok   "} ${name}`);
  for (const each of faults.slice(0, MOST)) console.log(`      ${each.slice(0, 400)}`);
  if (faults.length > MOST) console.log(`      and ${faults.length - MOST} more`);
}
process.exit(results.some(([, faults]) => faults.length) ? 1 : 0);

async function check(folder) {
  const files = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
  const found = new Map(validatorFaults(folder, files));
  for (const [name, faults] of found) {
    const path = join(folder, name);
    faults.push(...(await sourceFaults(path, readFileSync(path))));
    faults.push(...(await screenFaults(browser, path)));
    faults.push(...(await paperFaults(browser, path)));
  }
  return found;
}

async function blind(folder) {
  const [faults] = (await check(folder)).values();
  const expected = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"));
  const missed = expected.filter((part) => !faults.some((each) => each.includes(part)));
  return missed.map((part) => `do not see “${part}” in broken/all.html`);
}
