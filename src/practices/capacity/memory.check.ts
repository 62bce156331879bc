import { memoryTolerancePoints, memoryUse } from '../../facts/capacity.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { memoryWarnPercent } from './params.ts';

/** An old reading of a number that moves all the time says nothing of today. */
const readingMaxHours = 48;

export const memoryLeft = defineCheck({
  id: 'capacity/memory',
  title: { ja: 'メモリに余裕があること', en: 'There is memory left' },
  reads: memoryUse,
  params: { memoryWarnPercent },
  freshness: 'settings',
  platforms: {
    windows: {
      ja: 'Windowsでは空きメモリの量をエージェントから読めません。「タスク マネージャー > パフォーマンス > メモリ」で確かめてください。',
      en: 'On Windows the agent cannot read how much memory is free. See Task Manager > Performance > Memory.',
    },
    macos: 'judged',
    linux: 'judged',
  },
  remedy: {
    macos: {
      ja: '「アクティビティモニタ > メモリ」で使用量の多いプログラムを確かめ、終了するか、メモリの多い機種に替えてください。',
      en: 'See which programs use most under Activity Monitor > Memory; quit them or move to a machine with more memory.',
    },
    linux: {
      ja: '「ps aux --sort=-rss | head」で使用量の多いプロセスを調べ、設定を見直すか、メモリを増やしてください。',
      en: 'Find the largest processes with ps aux --sort=-rss | head; change their settings or add memory.',
    },
  },
  caveat: {
    ja: `1時間ごとの一時点の値です。±${memoryTolerancePoints}ポイントの変動は同じ値とみなします。キャッシュは使用に数えません。`,
    en: `A reading once an hour. Changes within ±${memoryTolerancePoints} points count as the same. Caches do not count as used.`,
  },
  judge({ body, observedAt }, { memoryWarnPercent: limit }, now) {
    if (now.getTime() - observedAt.getTime() > readingMaxHours * 3_600_000) {
      return unknown(`${readingMaxHours}時間より前の値しかありません。`, `The only reading is older than ${readingMaxHours} hours.`);
    }
    const ja = `メモリの使用率は${body.usedPercent}%です(注意水準${limit}%)。`;
    const en = `${body.usedPercent}% of the memory is in use (level ${limit}%).`;
    return body.usedPercent >= limit ? fail(ja, en) : pass(ja, en);
  },
});
