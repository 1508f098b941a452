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

/**
 * MDX takes a line that is made of `<If>` alone out of its paragraph, and the words in it would stand bare: as wide as the page and
 * without space after them. This puts such lines back into paragraphs.
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

/** The same nodes, with each run of sentences in a paragraph. In the source a blank line parts two paragraphs. */
function grouped(nodes: readonly Node[]): Node[] {
  const all: Node[] = [];
  let line: Node[] = [];
  for (const node of nodes) {
    if (isBlank(node)) {
      if (line.length === 0) all.push(node);
      continue;
    }
    const last = line.at(-1)?.position?.end;
    const first = node.position?.start;
    if (!isSentence(node)) line = [];
    else if (!last || !first || first.line > last.line + 1) {
      line = [node];
      all.push({ type: "element", tagName: "p", children: line });
      continue;
    } else {
      if (first.offset! > last.offset!) line.push({ type: "text", value: " " });
      line.push(node);
      continue;
    }
    all.push(node);
  }
  return all;
}
