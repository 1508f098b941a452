import { escaped } from "./markup.ts";

/**
 * Pictures as SVG text where there is no page: as much of a document as the drawing library asks for, and no more. Every text
 * and attribute is escaped when it is written.
 */
type Child = SvgElement | SvgText;

class SvgText {
  parentNode: SvgElement | null = null;
  constructor(readonly textContent: string) {}
  write(): string {
    return escaped(this.textContent);
  }
}

class SvgElement {
  parentNode: SvgElement | null = null;
  childNodes: Child[] = [];
  readonly attributes = new Map<string, string>();
  readonly style = { setProperty: (name: string, value: string) => this.styles.set(name, value) };
  private readonly styles = new Map<string, string>();
  constructor(
    readonly tagName: string,
    readonly namespaceURI: string,
    readonly ownerDocument: object,
  ) {}
  setAttribute(name: string, value: unknown): void {
    this.attributes.set(name, String(value));
  }
  setAttributeNS(_: string, name: string, value: unknown): void {
    this.setAttribute(name, value);
  }
  getAttribute(name: string): string | null {
    return this.attributes.get(name) ?? null;
  }
  hasAttribute(name: string): boolean {
    return this.attributes.has(name);
  }
  removeAttribute(name: string): void {
    this.attributes.delete(name);
  }
  get firstChild(): Child | null {
    return this.childNodes[0] ?? null;
  }
  appendChild(child: Child): Child {
    return this.insertBefore(child, null);
  }
  append(...children: (Child | string)[]): void {
    for (const child of children) this.appendChild(typeof child === "string" ? new SvgText(child) : child);
  }
  insertBefore(child: Child, before: Child | null): Child {
    child.parentNode?.removeChild(child);
    child.parentNode = this;
    const place = before === null ? -1 : this.childNodes.indexOf(before);
    this.childNodes.splice(place < 0 ? this.childNodes.length : place, 0, child);
    return child;
  }
  removeChild(child: Child): Child {
    this.childNodes = this.childNodes.filter((one) => one !== child);
    child.parentNode = null;
    return child;
  }
  get textContent(): string {
    return this.childNodes.map(({ textContent }) => textContent).join("");
  }
  set textContent(text: string) {
    this.childNodes = [new SvgText(String(text))];
  }
  querySelector(): null {
    return null;
  }
  querySelectorAll(): [] {
    return [];
  }
  /** The element as text. What the library writes for readers of single marks is left out: the picture as a whole has a name. */
  write(): string {
    // Its own rules would need a hole in the policy of a page that has them already.
    if (this.tagName === "style") return "";
    let text = `<${this.tagName}`;
    for (const [name, value] of this.attributes)
      if (!name.startsWith("aria-")) text += ` ${name}="${escaped(rounded(value))}"`;
    if (this.styles.size > 0)
      text += ` style="${escaped([...this.styles].map(([name, value]) => `${name}:${value}`).join(";"))}"`;
    return `${text}>${this.childNodes.map((child) => child.write()).join("")}</${this.tagName}>`;
  }
}

/** A tenth of a pixel is fine enough. */
const rounded = (value: string): string =>
  value.replace(/-?\d+\.\d{2,}/g, (number) => String(Number(Number(number).toFixed(1))));

/** A document in which a picture can be drawn where there is no page. */
export function svgDocument(): Document {
  const page = {
    createElementNS: (namespace: string, name: string) => new SvgElement(name, namespace, page),
    createElement: (name: string) => new SvgElement(name, "", page),
    createTextNode: (text: string) => new SvgText(text),
    documentElement: null as unknown,
  };
  page.documentElement = new SvgElement("html", "", page);
  return page as unknown as Document;
}

/** A drawn element of that document as text. */
export const svgText = (drawn: unknown): string => (drawn as SvgElement).write();
