// Prints what Sarif.Multitool says of one file; exits with 1 on any error or warning, or where it did not run to the end.
const fs = require("fs");
const [file, path] = process.argv.slice(2);
const report = JSON.parse(fs.readFileSync(path, "utf8").replace(/^\uFEFF/, ""));

let bad = 0;
let notes = 0;
for (const run of report.runs) {
  for (const invocation of run.invocations || []) {
    for (const n of invocation.toolExecutionNotifications || []) {
      if (n.level === "error") {
        bad++;
        console.log(`${file}: the validator failed: ${n.message && n.message.text}`);
      }
    }
  }
  const rules = run.tool.driver.rules || [];
  for (const result of run.results || []) {
    const level = result.level || "warning";
    if (level === "note") {
      notes++;
      continue;
    }
    bad++;
    const region = (((result.locations || [])[0] || {}).physicalLocation || {}).region || {};
    const rule = rules[result.ruleIndex] || {};
    let text = result.message.text;
    if (!text && rule.messageStrings && rule.messageStrings[result.message.id]) {
      text = rule.messageStrings[result.message.id].text.replace(/\{(\d+)\}/g, (_, i) => (result.message.arguments || [])[i]);
    }
    console.log(`${file}:${region.startLine || 0}: ${level} ${result.ruleId}: ${text}`);
  }
}
console.log(`${file}: ${bad} errors and warnings, ${notes} notes`);
process.exit(bad ? 1 : 0);
