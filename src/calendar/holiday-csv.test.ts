import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { csvBytesMax, parseHolidayCsv } from './holiday-csv.ts';

const cp932 = (text: string) => iconv.encode(text, 'cp932');
const utf8 = (text: string) => Buffer.from(text, 'utf8');
const today = '国民の祝日・休日月日,国民の祝日・休日名称\r\n2027/1/1,元日\r\n2027/1/11,成人の日\r\n2027/3/22,休日\r\n';
const rows = [
  { date: '2027-01-01', name: '元日' },
  { date: '2027-01-11', name: '成人の日' },
  { date: '2027-03-22', name: '休日' },
];

describe('the Cabinet Office’s file of holidays', () => {
  it('is read in CP932 and in UTF-8, with a byte order mark or without', () => {
    assert.deepEqual(parseHolidayCsv(cp932(today)), { encoding: 'CP932', rows, problems: [] });
    assert.deepEqual(parseHolidayCsv(utf8(today)), { encoding: 'UTF-8', rows, problems: [] });
    assert.deepEqual(parseHolidayCsv(utf8(`\ufeff${today.replaceAll('\r\n', '\n')}`)), { encoding: 'UTF-8', rows, problems: [] });
  });

  it('is read in the shape of 2017: names before dates, years side by side', () => {
    const old =
      '平成28年（2016年）,,平成29年（2017年）,\r\n名称,月日,名称,月日\r\n元日,2016/1/1,元日,2017/1/1\r\n成人の日,2016/1/11,成人の日,2017/1/9\r\n';
    assert.deepEqual(
      parseHolidayCsv(cp932(old)).rows.map(({ date, name }) => `${date} ${name}`),
      ['2016-01-01 元日', '2016-01-11 成人の日', '2017-01-01 元日', '2017-01-09 成人の日'],
    );
  });

  it('takes dates in every common way of writing, quoted cells and tabs', () => {
    const written =
      '"2027-01-01","元日"\n２０２７／１／１１,成人の日\n2027年3月22日\t休日\n令和9年4月29日,昭和の日\nR9.5.3,憲法記念日\n20270504,みどりの日';
    const read = parseHolidayCsv(utf8(written));
    assert.deepEqual(read.problems, []);
    assert.deepEqual(
      read.rows.map(({ date }) => date),
      ['2027-01-01', '2027-01-11', '2027-03-22', '2027-04-29', '2027-05-03', '2027-05-04'],
    );
  });

  it('says by line what it cannot take, and loses nothing silently', () => {
    const bad =
      '月日,名称\n2027/2/30,存在しない日\n2027/1/1,元日\n2027/1/11,\n備考,来年\n2027/1/1,正月\n2027/5/3,=SUM(A1)\n2027/5/4,み\u202eどり\n令和9年13月1日,変な日\n9999/1/1,遠い未来';
    const { rows: kept, problems } = parseHolidayCsv(utf8(bad));
    assert.deepEqual(kept, [{ date: '2027-01-01', name: '元日' }]);
    assert.deepEqual(
      problems.map(({ line }) => line),
      [2, 4, 5, 6, 7, 8, 9, 10],
    );
    for (const { words } of problems) assert.ok(words.ja !== '' && words.en !== '');
  });

  it('takes the same day twice with the same name once', () => {
    assert.deepEqual(parseHolidayCsv(utf8('2027/1/1,元日\n2027/1/1,元日\n')), {
      encoding: 'UTF-8',
      rows: [{ date: '2027-01-01', name: '元日' }],
      problems: [],
    });
  });

  it('refuses what is no such file, in words', () => {
    const unreadable = { code: 'file-unreadable' };
    assert.throws(() => parseHolidayCsv(Buffer.from([0x50, 0x4b, 3, 4, 20, 0])), unreadable, 'a zip named .csv');
    assert.throws(() => parseHolidayCsv(utf8('')), unreadable);
    assert.throws(() => parseHolidayCsv(utf8('氏名,部署\n青木,総務\n')), unreadable);
    assert.throws(() => parseHolidayCsv(Buffer.from([0xff, 0xfe, 0x32, 0, 0x30, 0])), unreadable, 'UTF-16');
    assert.throws(() => parseHolidayCsv(Buffer.from([0x32, 0x2c, 0x80, 0xff, 0xfd])), unreadable, 'neither encoding');
    assert.throws(() => parseHolidayCsv(Buffer.alloc(csvBytesMax + 1, 0x31)), { code: 'body-too-large' });
    const tooMany = Array.from(
      { length: 3001 },
      (_, i) => `${2000 + Math.floor(i / 336)}/${Math.floor((i % 336) / 28) + 1}/${(i % 28) + 1},祝日`,
    );
    assert.throws(() => parseHolidayCsv(utf8(tooMany.join('\n'))), unreadable);
  });

  it('answers any bytes with rows or a fault, never with another error', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        try {
          parseHolidayCsv(bytes);
        } catch (error) {
          assert.equal((error as { code?: string }).code, 'file-unreadable');
        }
      }),
    );
  });
});
