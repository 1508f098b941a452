/** A source text without its comments, every string in it replaced by `"§n"`, and the strings by n. */
export type Source = { code: string; strings: readonly string[] };

/** After these a slash begins a regular expression; after anything else it divides. */
const beforeExpression =
  /(?:^|[([{,;:=!&|?+\-*%~^<>}]|\b(?:return|typeof|case|in|of|delete|void|throw|await|yield))\s*$/;

/**
 * Reads TypeScript as far as needed to tell code from comments, strings, templates and regular expressions. The expressions
 * inside a template stay code.
 */
export function readSource(text: string): Source {
  const strings: string[] = [];
  let code = "";
  let at = 0;
  /** For each template that is open: how deep in braces its present expression is. */
  const templates: number[] = [];

  const keep = (string: string) => {
    code += `"§${strings.length}"`;
    strings.push(string);
  };
  const quoted = (quote: string) => {
    const from = ++at;
    while (at < text.length && text[at] !== quote && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
    keep(text.slice(from, at));
    at++;
  };
  const template = () => {
    const from = at;
    while (at < text.length && text[at] !== "`" && !(text[at] === "$" && text[at + 1] === "{"))
      at += text[at] === "\\" ? 2 : 1;
    keep(text.slice(from, at));
    if (text[at] === "$") {
      code += "+(";
      templates.push(0);
      at += 2;
    } else at++;
  };
  const expression = () => {
    at++;
    for (let inClass = false; at < text.length && text[at] !== "\n"; at++) {
      if (text[at] === "\\") at++;
      else if (text[at] === "[") inClass = true;
      else if (text[at] === "]") inClass = false;
      else if (text[at] === "/" && !inClass) break;
    }
    at++;
    keep("");
  };

  while (at < text.length) {
    const c = text[at]!;
    const two = text.slice(at, at + 2);
    if (two === "//") at = endOf(text, "\n", at);
    else if (two === "/*") at = endOf(text, "*/", at) + 2;
    else if (c === '"' || c === "'") quoted(c);
    else if (c === "`") {
      at++;
      template();
    } else if (c === "/" && beforeExpression.test(code)) expression();
    else if (c === "}" && templates.at(-1) === 0) {
      templates.pop();
      code += ")+";
      at++;
      template();
    } else {
      if (templates.length > 0 && (c === "{" || c === "}"))
        templates[templates.length - 1]! += c === "{" ? 1 : -1;
      code += c;
      at++;
    }
  }
  return { code, strings };
}

function endOf(text: string, what: string, from: number): number {
  const index = text.indexOf(what, from);
  return index < 0 ? text.length : index;
}

/** Whatever a source imports, exports from, loads at run time, globs for, or names as a worker's file. */
export function importsOf({ code, strings }: Source): string[] {
  const found: string[] = [];
  const add = (text: string) => {
    for (const [, index] of text.matchAll(/"§(\d+)"/g)) found.push(strings[Number(index)]!);
  };
  for (const [text] of code.matchAll(/\b(?:import|export)\b[^;()"]*?\bfrom\s*"§\d+"/g)) add(text);
  for (const [text] of code.matchAll(/\bimport\s*"§\d+"/g)) add(text);
  for (const [text] of code.matchAll(/\bimport\s*\(\s*"§\d+"/g)) add(text);
  for (const [text] of code.matchAll(/\bimport\.meta\.glob\b[^(]*\(\s*(?:\[[^\]]*\]|"§\d+")/g)) add(text);
  for (const [text] of code.matchAll(/\bnew\s+URL\s*\(\s*"§\d+"\s*,\s*import\.meta\.url/g)) add(text);
  return found.filter((path) => !path.startsWith("!"));
}
