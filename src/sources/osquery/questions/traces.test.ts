import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { answer, sqlOf } from './question-tester.ts';
import { traceQuestions } from './traces.ts';

const id = 'program-traces/windows';
const values = { forbiddenSoftware: ['Winny', "O'Hara", 'Perfect Dark'], unapprovedUtilities: ['PsExec', 'winny'] };
const seen = { prefetchSeen: [{ seen: '214' }], activitySeen: [{ seen: '60' }] };

describe(id, () => {
  it('joins both records into one trace for each program, with the last time', () => {
    const body = answer(
      traceQuestions,
      id,
      {
        prefetch: [
          { program: 'WINNY.EXE', seconds: '1795000000' },
          { program: 'WINNY.EXE', seconds: '1795388713' },
        ],
        activity: [
          { program: 'winny.exe', seconds: '1790000000' },
          { program: 'perfect dark.exe', seconds: '' },
        ],
        ...seen,
      },
      values,
    );
    assert.deepEqual(body.traces, [
      { program: 'perfect dark.exe', lastRunAt: null },
      { program: 'winny.exe', lastRunAt: '2026-11-22T23:05:13.000Z' },
    ]);
    assert.deepEqual(body.asked, ["o'hara", 'perfect dark', 'psexec', 'winny']);
    assert.deepEqual(body.logs, { prefetch: true, activity: true, desktop: false });
  });
  it('adds what people started from the desktop, which alone proves nothing', () => {
    const desktop = [{ program: 'psexec.exe', seconds: '1795388713' }];
    assert.deepEqual(answer(traceQuestions, id, { desktop, desktopSeen: [{ seen: '3' }], ...seen }, values).traces, [
      { program: 'psexec.exe', lastRunAt: '2026-11-22T23:05:13.000Z' },
    ]);
    assert.equal(answer(traceQuestions, id, { desktop, desktopSeen: [{ seen: '3' }] }, values), 'unreadable');
  });
  it('says which record was read, and proves nothing with neither', () => {
    assert.deepEqual(answer(traceQuestions, id, { activitySeen: [{ seen: '5' }] }, values).logs, {
      prefetch: false,
      activity: true,
      desktop: false,
    });
    assert.equal(answer(traceQuestions, id, { prefetchSeen: [{ seen: '0' }], activitySeen: [{ seen: '' }] }, values), 'unreadable');
    assert.equal(answer(traceQuestions, id, {}, values), 'unreadable');
  });
  it('puts names into the SQL as text', () => {
    assert.match(sqlOf(traceQuestions, id, 'prefetch', values), /'o''hara\.exe'/);
    assert.match(sqlOf(traceQuestions, id, 'activity', values), /'psexec64\.exe'/);
    assert.match(sqlOf(traceQuestions, id, 'prefetch', { forbiddenSoftware: [], unapprovedUtilities: [] }), /IN \(''\)/);
  });
});
