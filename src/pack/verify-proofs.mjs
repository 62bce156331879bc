// The one form of JSON, signed notes, the Merkle tree of RFC 6962 and its proofs, for verify.mjs. Node's own modules only.
import { createHash, createPublicKey, verify as verifySignature } from 'node:crypto';

export const sha256 = (...parts) => parts.reduce((h, part) => h.update(part), createHash('sha256')).digest();
export const leafHash = (entry) => sha256(Buffer.of(0), entry);
export const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);
export function rootFromInclusion(seq, size, leaf, proof) {
  let [fn, sn, root] = [seq, size - 1, leaf];
  if (!(seq >= 0 && seq < size)) return null;
  const up = () => ([fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]);
  for (const step of proof) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      root = nodeHash(step, root);
      while (fn % 2 === 0 && fn !== 0) up();
    } else root = nodeHash(root, step);
    up();
  }
  return sn === 0 ? root : null;
}

/** The perfect subtrees that [start, end) splits into, from left to right. */
export function perfectSubtrees(start, end) {
  const found = [];
  for (let at = start; at < end; ) {
    let [level, width] = [0, 1];
    while (at % (width * 2) === 0 && at + width * 2 <= end) [level, width] = [level + 1, width * 2];
    found.push({ level, index: at / width });
    at += width;
  }
  return found;
}

/** Puts perfect subtrees together from left to right; `root()` is the root of what was put together so far. */
export function newTree() {
  const stack = [];
  return {
    push(level, index, hash) {
      let node = { level, index, hash };
      while (node.index % 2 === 1 && stack.at(-1)?.level === node.level) {
        node = { level: node.level + 1, index: (node.index - 1) / 2, hash: nodeHash(stack.pop().hash, node.hash) };
      }
      stack.push(node);
    },
    root: () => (stack.length === 0 ? sha256('') : stack.map((node) => node.hash).reduceRight((right, left) => nodeHash(left, right))),
  };
}

/** Both roots that a consistency proof leads to (RFC 9162, 2.1.4.2). The proofs of a pack name the old subtree always. */
export function rootsFromConsistency(m, n, proof) {
  if (!(m > 0 && m < n) || proof.length === 0) return null;
  let [fn, sn, oldRoot, newRoot] = [m - 1, n - 1, proof[0], proof[0]];
  const up = () => ([fn, sn] = [Math.floor(fn / 2), Math.floor(sn / 2)]);
  while (fn % 2 === 1) up();
  for (const step of proof.slice(1)) {
    if (sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      [oldRoot, newRoot] = [nodeHash(step, oldRoot), nodeHash(step, newRoot)];
      while (fn % 2 === 0 && fn !== 0) up();
    } else newRoot = nodeHash(newRoot, step);
    up();
  }
  return sn === 0 ? { oldRoot, newRoot } : null;
}

/** Keys sorted by code unit, no white space: one sequence of bytes for one value. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const keys = Object.keys(value).sort((a, b) => (a < b ? -1 : 1));
    return `{${keys.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/** An Ed25519 key in the text form of C2SP signed notes: `<name>+<id>+<base64>`; null where the text is not one. */
export function parseKey(text) {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})\n$/.exec(text);
  const bytes = Buffer.from(match?.[3] ?? '', 'base64');
  if (!match || bytes.length !== 33 || bytes[0] !== 1 || bytes.toString('base64') !== match[3]) return null;
  const id = sha256(`${match[1]}\n`, bytes).subarray(0, 4);
  if (id.toString('hex') !== match[2]) return null;
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), bytes.subarray(1)]);
  return { name: match[1], id, key: createPublicKey({ key: der, format: 'der', type: 'spki' }) };
}

/** The size and root that a checkpoint states, or null where its one signature is not good. */
export function openNote({ name, id, key }, note) {
  const match = /^(([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n)\n— ([^\n ]+) ([A-Za-z0-9+/]+={0,2})\n$/.exec(note);
  const signature = Buffer.from(match?.[6] ?? '', 'base64');
  const root = Buffer.from(match?.[4] ?? '', 'base64');
  const canonicalForm = match && signature.toString('base64') === match[6] && root.toString('base64') === match[4];
  if (!canonicalForm || match[2] !== name || match[5] !== name || signature.length !== 68 || !signature.subarray(0, 4).equals(id))
    return null;
  if (!verifySignature(null, Buffer.from(match[1]), key, signature.subarray(4))) return null;
  return { size: Number(match[3]), root };
}

/** The fields of an entry's bytes, or null where they are not in their one form. */
export const readEntry = (text) =>
  tried(() => {
    const fields = JSON.parse(text);
    return canonical(fields) === text && fields.v === 1 && Number.isSafeInteger(fields.seq) ? fields : null;
  });

/** Null where something does not read: who asked names it. */
export function tried(read) {
  try {
    return read();
  } catch {
    return null;
  }
}
