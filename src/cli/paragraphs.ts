type Point = { line: number; offset?: number };
type Node = {
  type: string;
  name?: string | null;
  tagName?: string;
  value?: string;
  children?: Node[];
  position?: { start: Point; end: Point };
};

/** Where text may stand in paragraphs of its own. */
const flows = new Set(["Reveal", "If", "Aside"]);

const isBlank = (node: Node) => node.type === "text" && /^\s*$/.test(node.value ?? "");
const isFlow = (node: Node) => node.type === "element" || node.type === "mdxJsxFlowElement";

/** A condition around words, `<If …>Here it rings.</If>`, not around paragraphs. */
const isSentence = (node: Node): boolean =>
  /^mdxJsx(Flow|Text)Element$/.test(node.type) &&
  node.name === "If" &&
  (node.children ?? []).some((child) => !isBlank(child) && (!isFlow(child) || isSentence(child)));

/** What stands among words: MDX takes it out of its paragraph where it has a line to itself. */
const inline = new Set(["Value", "Term", "Training", "Production", "Fraud"]);
const isWord = (node: Node): boolean =>
  isSentence(node) || (/^mdxJsx(Flow|Text)Element$/.test(node.type) && inline.has(node.name ?? ""));
const isParagraph = (node: Node): boolean => node.type === "element" && node.tagName === "p";

/**
 * MDX takes a line that is made of `<If>` or of `<Value>` alone out of its paragraph, and the words in it would stand bare: as wide
 * as the page and without space after them. This puts such lines back into the paragraph that they stand in, or into one of their own.
 */
export function sentencesInParagraphs() {
  const visit = (parent: Node): void => {
    if (!parent.children) return;
    for (const child of parent.children) visit(child);
    const holds = parent.type === "root" || (flows.has(parent.name ?? "") && !isSentence(parent));
    if (holds) parent.children = grouped(parent.children);
  };
  return visit;
}

/** The same nodes, with each run of lines in one paragraph. In the source a blank line parts two paragraphs. */
function grouped(nodes: readonly Node[]): Node[] {
  const all: Node[] = [];
  let run: Node[] = [];
  let blanks: Node[] = [];
  const close = () => {
    all.push(...(run.some(isWord) ? [paragraphOf(run)] : run), ...blanks);
    run = [];
    blanks = [];
  };
  for (const node of nodes) {
    if (isBlank(node)) {
      blanks.push(node);
      continue;
    }
    const last = run.at(-1)?.position?.end;
    const first = node.position?.start;
    const joins = (isWord(node) || isParagraph(node)) && last && first && first.line <= last.line + 1;
    if (joins) blanks = [];
    else close();
    if (isWord(node) || isParagraph(node)) run.push(node);
    else all.push(node);
  }
  close();
  return all;
}

/** One paragraph of paragraphs and words that follow each other. */
function paragraphOf(run: readonly Node[]): Node {
  const children: Node[] = [];
  let last: Point | undefined;
  for (const node of run) {
    const first = node.position?.start;
    if (last && first && first.offset! > last.offset!) children.push({ type: "text", value: " " });
    children.push(...(isParagraph(node) ? (node.children ?? []) : [node]));
    last = node.position?.end;
  }
  return { type: "element", tagName: "p", children };
}
