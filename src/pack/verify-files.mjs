// Part of the verifier of an evidence pack: the attached files. Every file must be what its name (its SHA-256) says, and every
// hash that an entry shown names must be in files.jsonl, with its file or with the reason why it is not here.

/** The hashes of the files that a payload names in `files: [{ hash }]`. */
export const hashesIn = (payload) => {
  if (payload === null) return [];
  const { files } = JSON.parse(payload) ?? {};
  return Array.isArray(files) ? files.map((file) => file?.hash).filter((hash) => /^[0-9a-f]{64}$/.test(hash)) : [];
};

/** @param sha256 (Buffer) => hex */
export function checkFiles(pack, sha256) {
  // Packs from before files could be attached have none.
  const list = pack.files.get('files.jsonl');
  const known = new Map();
  for (const line of list ? list.toString('utf8').split('\n').slice(0, -1) : []) {
    const { hash, file } = JSON.parse(line);
    known.set(hash, file);
    if (file === null) continue;
    const data = pack.files.get(file);
    if (!data) pack.bad(file, 'ファイルがありません', 'the file is missing');
    else if (sha256(data) !== hash || !file.startsWith(`files/${hash}.`))
      pack.bad(file, '添付されたものと異なります', 'is not the file that was attached');
  }
  const wanted = new Set();
  for (const { seq, payload } of pack.shown.values()) {
    for (const hash of hashesIn(payload)) {
      wanted.add(hash);
      if (!known.has(hash)) pack.bad(`#${seq}`, '添付ファイルが省かれています', 'a file attached here was left out');
    }
  }
  for (const hash of known.keys())
    if (!wanted.has(hash)) pack.bad(`files.jsonl ${hash}`, 'どの記録にも添付されていません', 'is attached to no entry shown');
  pack.summary.files = [...known.values()].filter((file) => file !== null).length;
}
