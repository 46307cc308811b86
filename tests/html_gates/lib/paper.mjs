// A page on paper: tagged, with numbers, and with what is folded on a screen.
import { spawnSync } from "node:child_process";

import { openPage } from "./browser.mjs";

export async function paperFaults(browser, path) {
  const { page, close } = await openPage(browser, path);
  const folded = await page.$$eval("details", (all) => all.map((each) => each.textContent).join(" "));
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  await close();
  const faults = [];
  if (!pdf.includes("/StructTreeRoot") || !/\/Marked\s+true/.test(pdf.toString("latin1")))
    faults.push("paper: the PDF is not tagged");
  const pages = read(pdf);
  pages.forEach((text, n) => {
    if (!text.includes(`Page ${n + 1} of ${pages.length}`))
      faults.push(`paper: page ${n + 1} of ${pages.length} does not say so`);
  });
  const printed = new Set(words(pages.join(" ")));
  const missing = words(folded).filter((each) => !printed.has(each));
  if (missing.length * 20 > words(folded).length)
    faults.push(`paper: leaves out what is folded: ${missing.slice(0, 9).join(" ")}`);
  return faults;
}

function words(text) {
  return text.match(/\p{L}{3,12}/gu) ?? [];
}

// The text of each page.
function read(pdf) {
  const run = spawnSync("pdftotext", ["-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1 << 27 });
  if (run.status !== 0) throw new Error(`pdftotext did not run: ${run.stderr ?? run.error}`);
  return run.stdout.split("\f").slice(0, -1);
}
