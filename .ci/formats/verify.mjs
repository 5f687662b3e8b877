// Reads reports as their consumers do: verify.mjs TOOLS FORMAT FILE... Prints the number of findings and notices of each
// file; exits with 1 where a file is not what its format asks for. TOOLS is a folder that holds node_modules and the
// schemas of reviewdog.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [tools, format, ...files] = process.argv.slice(2);
const here = path.dirname(fileURLToPath(import.meta.url));
const require = createRequire(path.resolve(tools, "package.json"));
const own = (name) => path.join(here, "../../internal/report/schema", name);
const json = (file) => JSON.parse(readFileSync(file, "utf8"));
const must = (ok, what) => {
  if (!ok) throw new Error(what);
};

function schema(...all) {
  const Ajv = require("ajv/dist/2020").default;
  const ajv = new Ajv({ strict: false, allErrors: true });
  for (const other of all.slice(1)) ajv.addSchema(other);
  const valid = ajv.compile(all[0]);
  return (value) => must(valid(value), ajv.errorsText(valid.errors, { separator: "\n" }));
}

async function xsd(file, name) {
  const { validateXML } = require("xmllint-wasm");
  const xml = { fileName: "report.xml", contents: readFileSync(file, "utf8") };
  const result = await validateXML({ xml, schema: readFileSync(path.join(here, name), "utf8") });
  must(result.valid, result.errors.map((e) => e.message).join("\n"));
  return (xml.contents.match(/<(testcase|error line)/g) || []).length;
}

const readers = {
  async json(file) {
    const report = json(file);
    schema(json(own("report-v1.schema.json")))(report);
    return report.findings.length + report.notices.length;
  },
  async "json-lines"(file) {
    const check = schema(json(own("json-lines-v1.schema.json")), json(own("report-v1.schema.json")));
    const lines = readFileSync(file, "utf8").trimEnd().split("\n").map((line) => JSON.parse(line));
    lines.forEach(check);
    const last = lines.at(-1);
    must(last.type === "summary", "the last line is no summary");
    must(last.findings + last.notices === lines.length - 1, "the summary counts other lines than there are");
    return lines.length - 1;
  },
  async gitlab(file) {
    const issues = json(file);
    schema(json(path.join(here, "gitlab.schema.json")))(issues);
    must(new Set(issues.map((i) => i.fingerprint)).size === issues.length, "two issues have one fingerprint");
    return issues.length;
  },
  async rdjson(file) {
    const published = json(path.join(tools, "DiagnosticResult.json"));
    delete published.$schema; // draft 04, of which it uses nothing that has changed
    const result = json(file);
    schema(published)(result);
    return result.diagnostics.length;
  },
  junit: (file) => xsd(file, "junit.xsd"),
  checkstyle: (file) => xsd(file, "checkstyle.xsd"),
  // What the library of the pipelines reads must be what it would have written.
  async azure(file) {
    const lines = readFileSync(file, "utf8").split("\n").filter((line) => line.startsWith("##"));
    const { commandFromString } = require("azure-pipelines-task-lib/taskcommand");
    for (const line of lines) {
      const command = commandFromString(line);
      must(command.command === "task.logissue", `command ${command.command}`);
      must(["error", "warning"].includes(command.properties.type), `type ${command.properties.type}`);
      const known = ["type", "sourcepath", "linenumber", "columnnumber", "code"];
      must(Object.keys(command.properties).every((k) => known.includes(k)), `properties of ${line}`);
      must(!/[\r\n]/.test(command.message + Object.values(command.properties)), `a line end in ${line}`);
      must(command.toString() === line, `read and written again it is ${command}, not ${line}`);
    }
    return lines.length;
  },
  // Rendered as GitHub does, with HTML let through, so that what would be markup shows.
  async markdown(file) {
    const load = (name) => import(pathToFileURL(require.resolve(name)).href);
    const { micromark } = await load("micromark");
    const { gfm, gfmHtml } = await load("micromark-extension-gfm");
    const text = readFileSync(file, "utf8");
    for (const row of text.match(/^\|.*$/gm) || []) must([4, 5].includes(row.match(/\|/g).length), `cells of ${row}`);
    const html = micromark(text, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });
    const rules = "https://github.com/concurlint/concurlint/blob/main/rules/";
    for (const tag of html.replaceAll("<!-- -->", "").match(/<[^>]*>/g) || []) {
      const plain = /^<\/?(h2|p|table|thead|tbody|tr|th|td|ul|li|strong|a)>$/.test(tag);
      must(plain || (tag.startsWith(`<a href="${rules}CL`) && /^[^"]*"[\w:/.-]*">$/.test(tag)), `markup ${tag}`);
    }
    must(!/@(?!<!-- -->)\w/.test(html), "somebody is named");
    return (html.match(/<td>(error|warning|note)<\/td>/g) || []).length + (html.match(/<li>/g) || []).length;
  },
};

let bad = 0;
for (const file of files) {
  try {
    console.log(`${format} ${path.basename(file)} ${await readers[format](file)}`);
  } catch (e) {
    bad++;
    console.error(`formats-gate: ${file} is no valid ${format}: ${e.message}`);
  }
}
process.exit(bad ? 1 : 0);
