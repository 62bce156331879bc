import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { missing, output, withFile } from '../../src/documents/testing/tools.ts';
import { type Exchange, exchange, said, sheetOf } from '../../src/engine/registers/testing/exchange.ts';

/** A register goes to LibreOffice and comes back: opened, sorted, changed and saved by somebody else’s program. */
const skip = missing('soffice');

describe('a register that LibreOffice has saved', { skip }, () => {
  let one: Exchange;
  let profile: string;
  before(async () => {
    profile = newProfile();
    one = await exchange();
    const [person] = one.people;
    for (const [i, name] of ['=7-Zip', 'Firefox', '0012', '髙﨑𠮷ツール', '@印刷'].entries())
      await one.add({
        name,
        version: `${i}.0`,
        status: i % 2 ? 'stopped' : 'approved',
        tags: ['office', 'dev'],
        seats: 1000.5 + i,
        validUntil: '2028-02-29',
        checkedAt: i === 0 ? '2026-11-22T00:00' : '2026-11-22T19:30',
        free: i % 2 === 0,
        owner: person!.id,
        note: `一行目\n二行目 "${i}"`,
      });
  });
  after(async () => {
    rmSync(profile, { recursive: true, force: true });
    await one.site.close();
  });

  for (const language of ['ja', 'en'] as const)
    it(`changes nothing when it was opened, sorted and saved: ${language}`, async () => {
      const before = await one.exported({ language });
      const bytes = inOffice(profile, before, ['Sort 2']);
      assert.deepEqual(
        (await sheetOf(bytes)).rows.map((row) => row[1]),
        (await sheetOf(before)).rows.map((row) => row[1]).toReversed(),
      );
      const { plan } = await one.preview(bytes, 'x.xlsx');
      assert.deepEqual([said(plan), plan.lines, plan.same, plan.notes, plan.missing], [[], [], 5, [], []]);
    });

  it('brings back what somebody changed, added and took away', async () => {
    // After sorting by version, newest first: 4.0 (@印刷) stands first, 3.0 second, 2.0 third.
    const bytes = inOffice(profile, await one.exported(), [
      'Sort 2',
      'Write 3 0 停止',
      'Remove 1',
      'Write 1 4 新しいもの',
      'Write 8 4 はい',
      'Write 6 4 2027/1/31',
    ]);
    const { plan } = await one.preview(bytes, 'x.xlsx');
    assert.deepEqual(said(plan), []);
    assert.deepEqual(
      plan.lines.map(({ act, after: { name, status, free, validUntil } }) => [act, name, status, free, validUntil]),
      [
        ['change', '@印刷', 'stopped', true, '2028-02-29'],
        ['add', '新しいもの', null, true, '2027-01-31'],
      ],
    );
    assert.deepEqual(
      plan.missing.map(({ label }) => label),
      ['髙﨑𠮷ツール'],
    );
    await one.apply(await one.preview(bytes, 'x.xlsx'));
    const { rows } = await sheetOf(await one.exported());
    assert.equal(rows.length, 6);
  });

  it('does not let anybody type over the number of a line', async () => {
    const bytes = await one.exported();
    assert.throws(() => inOffice(profile, bytes, ['Typed 0 0 x']), /protected/);
  });
});

/** Lines above the header of an export, the free one too. */
const above = 5;

/** A profile of LibreOffice's own; it is filled at the first start, and what stood there before is overwritten. */
function newProfile(): string {
  const profile = mkdtempSync(join(tmpdir(), 'tejun-office-'));
  output('soffice', ['--headless', `-env:UserInstallation=file://${profile}`, '--terminate_after_init']);
  return profile;
}

/**
 * Opens a workbook in LibreOffice, without a screen, does some steps (`Sort column`, `Write column row text`, `Remove row`, all of them
 * counted from 0 below the header) and saves it.
 */
const inOffice = (profile: string, bytes: Uint8Array, steps: readonly string[]): Buffer =>
  withFile('register.xlsx', bytes, (file, folder) => {
    const [out, told] = [join(folder, 'saved.xlsx'), join(folder, 'told.txt')];
    const module = join(profile, 'user', 'basic', 'Standard', 'Module1.xba');
    writeFileSync(module, `${moduleHead}${escaped(basic(file, out, told, steps))}</script:module>`);
    output('soffice', ['--headless', `-env:UserInstallation=file://${profile}`, 'macro:///Standard.Module1.Main']);
    const problem = readFileSync(told, 'utf8').trim();
    if (problem !== 'done') throw new Error(problem);
    return readFileSync(out);
  });

const moduleHead = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function basic(file: string, out: string, told: string, steps: readonly string[]): string {
  const lines = steps.map((step) => {
    const [what, ...rest] = step.split(' ');
    const [first, row, text] = [Number(rest[0]), above + 1 + Number(rest[1] ?? 0), rest.slice(2).join(' ')];
    if (what === 'Sort') return `SortBy(sheet, ${first})`;
    if (what === 'Remove') return `sheet.Rows.removeByIndex(${above + 1 + first}, 1)`;
    if (what === 'Typed')
      return `If sheet.isProtected And sheet.getCellByPosition(${first}, ${row}).CellProtection.IsLocked Then Tell("protected")`;
    return `sheet.unprotect("")\n sheet.getCellByPosition(${first}, ${row}).String = "${text}"`;
  });
  return `Sub Tell(words)
 n = FreeFile
 Open "${told}" For Output As #n
 Print #n, words
 Close #n
End Sub
Sub SortBy(sheet, column)
 sheet.unprotect("")
 cursor = sheet.createCursor()
 cursor.gotoEndOfUsedArea(False)
 Dim fields(0) As New com.sun.star.table.TableSortField
 fields(0).Field = column
 fields(0).IsAscending = False
 Dim how(1) As New com.sun.star.beans.PropertyValue
 how(0).Name = "SortFields"
 how(0).Value = fields()
 how(1).Name = "ContainsHeader"
 how(1).Value = True
 last = ${above}
 Do While sheet.getCellByPosition(0, last + 1).String <> ""
  last = last + 1
 Loop
 sheet.getCellRangeByPosition(0, ${above}, cursor.RangeAddress.EndColumn, last).sort(how())
End Sub
Sub Main
 Tell("nothing")
 Dim hidden(0) As New com.sun.star.beans.PropertyValue
 hidden(0).Name = "Hidden"
 hidden(0).Value = True
 doc = StarDesktop.loadComponentFromURL(ConvertToURL("${file}"), "_blank", 0, hidden())
 sheet = doc.Sheets.getByIndex(0)
 Tell("done")
 ${lines.join('\n ')}
 Dim how(0) As New com.sun.star.beans.PropertyValue
 how(0).Name = "FilterName"
 how(0).Value = "Calc MS Excel 2007 XML"
 doc.storeToURL(ConvertToURL("${out}"), how())
 doc.close(True)
 StarDesktop.terminate()
End Sub`
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}
