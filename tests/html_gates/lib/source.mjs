// What can be said of a page without opening it: validators, size, characters.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

import { HtmlValidate } from "html-validate";

const MOST_BYTES = 500 * 1024;
const JAR = fileURLToPath(new URL("../node_modules/vnu-jar/build/dist/vnu.jar", import.meta.url));
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]/u;

// The ids are addresses such as actions.a3; titles and spaces are the user's own.
const RULES = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "valid-id": ["error", { relaxed: true }],
    "void-style": "off",
    "long-title": "off",
    "no-trailing-whitespace": "off",
  },
});

// The Nu Html Checker on all files at once, as starting it takes longer than checking.
export function* validatorFaults(folder, files) {
  const paths = files.map((name) => join(folder, name));
  const options = ["-Xss4m", "-jar", JAR, "--format", "json", "--stdout", "--exit-zero-always"];
  const run = spawnSync("java", [...options, ...paths], { encoding: "utf8", maxBuffer: 1 << 27 });
  if (run.status !== 0) throw new Error(`The Nu Html Checker did not run: ${run.stderr}`);
  const errors = JSON.parse(run.stdout).messages.filter((each) => each.type === "error");
  for (const name of files) {
    const own = errors.filter((each) => each.url.endsWith(`/${name}`));
    yield [name, own.map((each) => `vnu: line ${each.lastLine}: ${each.message}`)];
  }
}

export async function sourceFaults(path, bytes) {
  const text = bytes.toString("utf8");
  const faults = [];
  if (bytes.length > MOST_BYTES) faults.push(`has ${bytes.length} bytes, at most ${MOST_BYTES}`);
  if (!Buffer.from(text, "utf8").equals(bytes)) faults.push("is not UTF-8");
  if (CONTROLS.test(text)) faults.push("has a control character");
  const report = await RULES.validateString(text, path);
  const messages = report.results.flatMap((each) => each.messages);
  const errors = messages.filter((each) => each.severity === 2);
  return [...faults, ...errors.map((each) => `${each.ruleId}: line ${each.line}: ${each.message}`)];
}
