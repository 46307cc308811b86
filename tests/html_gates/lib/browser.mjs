// Debian's Chromium, without a network and with nothing of its own to fetch.
import { pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--host-resolver-rules=MAP * ~NOTFOUND",
];

export async function openBrowser() {
  try {
    return await chromium.launch({ executablePath: process.env.CHROMIUM, args: ARGUMENTS });
  } catch (error) {
    console.error(`check-html: ${process.env.CHROMIUM} does not start: ${error.message.split("\n")[0]}`);
    process.exit(2);
  }
}

// A page in a context of its own; `heard` collects everything that a report must not do.
export async function openPage(browser, path, options = {}) {
  const context = await browser.newContext({ offline: true, ...options });
  const page = await context.newPage();
  const own = pathToFileURL(path).href;
  const heard = [];
  page.on("request", (each) => {
    if (each.url().split("#")[0] !== own) heard.push(`asked for ${each.url().slice(0, 200)}`);
  });
  page.on("dialog", (each) => {
    heard.push(`opened a dialog: ${each.message()}`);
    each.dismiss();
  });
  page.on("popup", () => heard.push("opened a window"));
  page.on("download", () => heard.push("started a download"));
  page.on("pageerror", (each) => heard.push(`ran a script: ${each}`));
  page.on("console", (each) => heard.push(`wrote to the console: ${each.text()}`));
  await page.goto(own, { waitUntil: "load" });
  return { page, heard, close: () => context.close() };
}
