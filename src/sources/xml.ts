import { Fault } from '../base/fault.ts';

/** An element as it was written: its name, its attributes, and what stands within. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Element[];
  /** The text that stands directly in it, without the white space around. */
  readonly text: string;
}

export const xmlLimits = { charsMax: 34_000_000, elementsMax: 1_000_000, depthMax: 20, attributesMax: 40 } as const;

const refuse = (problem: string, at: number): never => {
  throw new Fault('file-unreadable', {
    why: 'xml',
    problem,
    at,
    ja: `XMLとして読めません(${at}文字目: ${problem})。`,
    en: `Not XML that can be read (at ${at}: ${problem}).`,
  });
};

// As many attributes as are let through, and one: without an end to it a file of millions would be too deep for the pattern.
const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!DOCTYPE\s+([\w.-]+)\s*>|<\/([\w:.-]+)\s*>|<([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*')){0,41})\s*(\/?)>|([^<]+)/y;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

interface Opened {
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  text: string;
}

/**
 * Exactly as much XML as scanners write. A document type may be named but says nothing, so there is no entity to expand and nothing
 * to fetch.
 *
 * @throws Fault `file-unreadable` for everything else
 */
export function readXml(source: string): Element {
  if (source.length > xmlLimits.charsMax) refuse('too long', source.length);
  const root: Opened = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let elements = 0;
  token.lastIndex = source.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (token.lastIndex < source.length) {
    const at = token.lastIndex;
    const found = token.exec(source);
    if (!found) return refuse('something that scanners do not write', at);
    const [, , closed, opened, attributes = '', selfClosed, text] = found;
    if (text !== undefined) {
      if (open.length > 1 && text.trim() !== '') open.at(-1)!.text += plain(text, at).trim();
    } else if (closed !== undefined) {
      if (open.length === 1 || open.pop()!.name !== closed) refuse(`</${closed.slice(0, 50)}> closes nothing`, at);
    } else if (opened !== undefined) {
      elements += 1;
      if (elements > xmlLimits.elementsMax) refuse('too many elements', at);
      const element: Opened = { name: opened, attributes: attributesOf(attributes, at), children: [], text: '' };
      open.at(-1)!.children.push(element);
      if (selfClosed === '') open.push(element);
      if (open.length > xmlLimits.depthMax) refuse('too deep', at);
    }
  }
  if (open.length > 1) refuse(`<${open.at(-1)!.name.slice(0, 50)}> is not closed`, source.length);
  return root.children.length === 1 ? root.children[0]! : refuse('not one document', 0);
}

function attributesOf(text: string, at: number): Record<string, string> {
  const all = [...text.matchAll(attribute)];
  if (all.length > xmlLimits.attributesMax) refuse('too many attributes', at);
  return Object.fromEntries(all.map(([, name, double, single]) => [name!, plain(double ?? single ?? '', at)]));
}

const plain = (text: string, at: number): string =>
  text.replace(/&([^;&]{0,10};?)/g, (_whole, said: string) => {
    const name = said.endsWith(';') ? said.slice(0, -1) : '';
    const [, hex, decimal] = /^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name) ?? [];
    const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : null;
    if (code !== null && code > 0 && code <= 0x10_ffff) return String.fromCodePoint(code);
    return Object.hasOwn(named, name) ? named[name]! : refuse(`&${said.slice(0, 20)} is no entity of XML`, at);
  });
