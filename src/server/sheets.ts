import { words } from '../base/text.ts';
import type { CheckedDevice } from '../engine/checks/index.ts';
import type { PreparedSheet } from '../engine/duties/ports.ts';
import type { Check } from '../mechanism/check.ts';
import type { Sheet } from '../mechanism/duty.ts';
import type { CheckStanding } from '../overview/index.ts';
import { checkSection } from './sheets-checks.ts';
import { type RegisterLook, registerSection } from './sheets-registers.ts';
import { type RequestLook, requestSection } from './sheets-requests.ts';
import { type SheetSection, sheetRowsMax } from './sheets-section.ts';
import { type SoftwareLook, softwareSections } from './sheets-software.ts';

/** What a sheet is made of, read where the server is composed. None of it may change by the mere passing of minutes. */
export interface SheetSources {
  /** How every check stands now. */
  checks(): Promise<ReadonlyMap<string, CheckStanding>>;
  /** The devices that a check concerns, the worst first. */
  devices(check: Check, limit: number): Promise<readonly CheckedDevice[]>;
  register(id: string, since: Date | null, at: Date): Promise<RegisterLook>;
  requests(kind: string, since: Date | null, at: Date): Promise<RequestLook>;
  capacity?(since: Date | null, at: Date): Promise<readonly SheetSection[]>;
  software?(at: Date): Promise<SoftwareLook>;
  changes?(since: Date | null, at: Date): Promise<readonly SheetSection[]>;
  /** What was measured on the devices of a case, and what was written down of it. */
  caseDifferences?(caseId: string): Promise<readonly SheetSection[]>;
}

/**
 * Lays out what a duty's owner would otherwise collect. The same state of the world gives the same sheet, byte by byte: its digest
 * says whether what a person confirms is still what they saw. So it holds dates and counts, never an age.
 */
export async function prepareSheet(
  sources: SheetSources,
  sheet: Sheet,
  since: Date | null,
  at: Date,
  caseId: string | null = null,
): Promise<PreparedSheet> {
  const { checks = [], registers = [], requests = [] } = sheet;
  const standings = checks.length === 0 ? new Map<string, CheckStanding>() : await sources.checks();
  const sections = await Promise.all([
    ...checks.map(async (id) => {
      const standing = standings.get(id);
      if (!standing) return missing(id);
      return checkSection(standing, await sources.devices(standing.check, sheetRowsMax));
    }),
    ...registers.map(async (id) => registerSection(id, await sources.register(id, since, at), since)),
    ...requests.map(async (kind) => requestSection(kind, await sources.requests(kind, since, at), since)),
  ]);
  const measured = sheet.capacity === true ? ((await sources.capacity?.(since, at)) ?? []) : [];
  const used = sheet.software === true && sources.software ? softwareSections(await sources.software(at)) : [];
  const changed = sheet.changes === true ? ((await sources.changes?.(since, at)) ?? []) : [];
  const ofCase = sheet.caseDifferences === true && caseId !== null ? ((await sources.caseDifferences?.(caseId)) ?? []) : [];
  return { sections: [...ofCase, ...measured, ...used, ...changed, ...sections] };
}

/** A part that the product does not run is said, never left out: its silence would look like order. */
const missing = (check: string): SheetSection => ({
  title: words(`点検 ${check}`, `Check ${check}`),
  to: null,
  verdict: 'unknown',
  summary: words('この点検は動いていません。', 'This check does not run.'),
  columns: [],
  rows: [],
  more: 0,
});
