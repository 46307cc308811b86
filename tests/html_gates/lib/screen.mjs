// A page on screens: light, dark, and as wide as phones.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import { openPage } from "./browser.mjs";
import { pictures, poke, structure } from "./structure.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SCREENS = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  "375 px": { viewport: { width: 375, height: 700 }, colorScheme: "light" },
  "320 px": { viewport: { width: 320, height: 700 }, colorScheme: "dark" },
};

export async function screenFaults(browser, path) {
  const faults = [];
  const papers = new Set();
  for (const [name, options] of Object.entries(SCREENS)) {
    const { page, heard, close } = await openPage(browser, path, options);
    if (name === "light") faults.push(...(await page.evaluate(structure)), ...(await folds(page)));
    await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) faults.push(`${name}: is ${wide} px wider than the screen`);
    faults.push(...(await page.evaluate(pictures)).map((each) => `${name}: ${each}`));
    papers.add(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    await page.evaluate(poke);
    if (await page.evaluate(() => window.__pwned)) faults.push(`${name}: a value ran as a script`);
    if (name !== "320 px") faults.push(...(await axe(page)).map((each) => `${name}: ${each}`));
    faults.push(...heard.map((each) => `${name}: ${each}`));
    await close();
  }
  if (papers.size < 2) faults.push("looks the same in light and dark");
  return faults;
}

async function axe(page) {
  await page.evaluate(`${AXE};0`);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"] }));
  return found.violations.map((each) => `axe ${each.id}: ${each.help}: ${each.nodes[0].html}`);
}

// Each part that is folded is reached by Tab and opened and closed by Enter.
async function folds(page) {
  const faults = [];
  for (const each of await page.$$("summary")) {
    const is = () => each.evaluate((summary) => summary.parentElement.open);
    const before = await is();
    await each.focus();
    await page.keyboard.press("Enter");
    const reached = await each.evaluate((s) => s === document.activeElement && s.tabIndex === 0);
    if (!reached || (await is()) === before)
      faults.push(`has “${await each.textContent()}”, which no key opens`);
    await page.keyboard.press("Enter");
  }
  return faults;
}
