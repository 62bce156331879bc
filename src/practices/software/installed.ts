import { saidList } from '../../base/text.ts';
import type { Platform } from '../../facts/kind.ts';
import { fail, pass, unknown, type Verdict } from '../../mechanism/check.ts';

interface Installed {
  readonly asked: readonly string[];
  readonly installed: readonly { readonly name: string; readonly version?: string | undefined }[];
  readonly listReadable: boolean;
}
const form = (text: string) => text.trim().toLowerCase();

/**
 * On Linux the name of a package is exact. Elsewhere the displayed name carries a version or an edition; a short name
 * («Share») must then end there, or ShareX would be taken for it, a long one may go on («qBittorrentEnhanced»).
 */
function isNamed(platform: Platform, shown: string, listed: string): boolean {
  if (platform === 'linux') return shown === listed;
  if (!shown.startsWith(listed)) return false;
  return listed.length >= 7 || !/^\p{L}/u.test(shown.slice(listed.length));
}

/** Names that the report does not answer for, because the list changed after the device was asked. */
export function awaiting(names: readonly string[], asked: readonly string[]): Verdict | null {
  const missing = names.filter((name) => !asked.includes(form(name)));
  if (missing.length === 0) return null;
  const said = saidList(missing);
  return unknown(`変更後の名簿での報告を待っています(${said.ja})。`, `Waiting for a report on the changed list (${said.en}).`);
}

/** Judges a list of names against what is installed. `ja` and `en` name the kind of software: 禁止ソフト, forbidden programs. */
export function judgeInstalled(body: Installed, platform: Platform, names: readonly string[], kind: { ja: string; en: string }): Verdict {
  if (names.length === 0) return unknown(`${kind.ja}が1件も指定されていません。`, `No ${kind.en} have been named yet.`);
  const found = body.installed.filter(({ name }) => names.some((listed) => isNamed(platform, form(name), form(listed))));
  if (found.length > 0) {
    const said = saidList(found.map(({ name, version }) => (version ? `${name} ${version}` : name)));
    return fail(`${kind.ja}が入っています:${said.ja}`, `Found among the installed programs (${kind.en}): ${said.en}`);
  }
  if (!body.listReadable) {
    return unknown('導入済みソフトの一覧を読めませんでした。', 'The list of installed programs could not be read.');
  }
  const waiting = awaiting(names, body.asked);
  if (waiting !== null) return waiting;
  return pass(
    `${kind.ja}${names.length}件のうち、入っているものはありません。`,
    `None of the ${names.length} named programs (${kind.en}) is installed.`,
  );
}
