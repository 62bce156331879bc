/**
 * The newest release of the agent that this version of Tejun was made and tested with. Nobody is called to ask for a newer one: a
 * device that runs one makes it known.
 */
export const newestRelease = { version: '5.23.1', knownOn: '2026-08-06' } as const;

interface Version {
  readonly major: number;
  readonly minor: number;
}

function read(version: string): Version | null {
  const [, major, minor] = /^(\d{1,4})\.(\d{1,4})(?:\.|$)/.exec(version) ?? [];
  return major === undefined || minor === undefined ? null : { major: Number(major), minor: Number(minor) };
}

/**
 * Those of the versions that are more than `behindMax` versions behind the newest of them and of the known ones. Another major
 * version, and one that cannot be read, is old: it must be looked at.
 */
export function oldVersions(versions: readonly string[], behindMax: number): string[] {
  const known = [newestRelease.version, ...versions].flatMap((version) => read(version) ?? []);
  const newest = known.reduce((best, each) =>
    each.major > best.major || (each.major === best.major && each.minor > best.minor) ? each : best,
  );
  return versions.filter((version) => {
    const said = read(version);
    return said === null || said.major !== newest.major || newest.minor - said.minor > behindMax;
  });
}
