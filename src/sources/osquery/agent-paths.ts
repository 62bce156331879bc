/** The paths that agents call; `/carve/…` is answered too, with a refusal. */
export const agentPaths = ['/enroll', '/config', '/log', '/distributed/read', '/distributed/write', '/carve/init', '/carve/block'] as const;
export type AgentPath = (typeof agentPaths)[number];

/** Since bundles are counted their flags look for the configuration under `/config/b<version>`. */
export function pathOf(path: string): { path: AgentPath | null; bundle: number | null } {
  const [, version] = /^\/config\/b(\d{1,6})$/.exec(path) ?? [];
  if (version !== undefined) return { path: '/config', bundle: Number(version) };
  return { path: agentPaths.find((known) => known === path) ?? null, bundle: null };
}

/** The node key in the header. Since 5.23 it stands there; before it stood only in the body. */
export const keyIn = (authorization: string | undefined): string | undefined => /^NodeKey\s+(\S+)$/.exec(authorization ?? '')?.[1];

/** What may be the node key in the text of a body that is not parsed yet: it stands before or behind the data. */
export function keysIn(text: string): string[] {
  const said = [...text.matchAll(/"node_key"\s{0,8}:\s{0,8}"([\w-]{1,200})"/g)].map(([, key]) => key!);
  return [...new Set([said[0], said.at(-1)])].filter((key) => key !== undefined);
}

export const nodeInvalid = { node_invalid: true, error: 'this node key is not known; please enrol again' };
