import { loadTolerancePoints, processorLoad } from '../../facts/capacity.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { cpuWarnPercent } from './params.ts';

/** An old reading of a number that moves all the time says nothing of today. */
const readingMaxHours = 48;

/** The average over 15 minutes for each logical processor: a short peak is no lack of capacity. */
export const processorLoadLow = defineCheck({
  id: 'capacity/load',
  title: { ja: 'CPUに余裕があること', en: 'Processors are not overloaded' },
  reads: processorLoad,
  params: { cpuWarnPercent },
  freshness: 'settings',
  platforms: {
    windows: {
      ja: 'WindowsではCPU全体の使用率をエージェントから読めません。「タスク マネージャー > パフォーマンス > CPU」で確かめてください。',
      en: 'On Windows the agent cannot read the use of the processors. See Task Manager > Performance > CPU.',
    },
    macos: 'judged',
    linux: 'judged',
  },
  remedy: {
    macos: {
      ja: '「アクティビティモニタ > CPU」で負荷の高いプログラムを確かめ、終了するか、処理を分けてください。',
      en: 'See which programs load the processors under Activity Monitor > CPU; quit them or spread the work.',
    },
    linux: {
      ja: '「top」で負荷の高いプロセスを調べ、処理の時刻をずらすか、CPUを増やしてください。',
      en: 'Find the processes at fault with top; move work to another time or add processors.',
    },
  },
  caveat: {
    ja: `15分間の平均負荷を論理CPU数で割った目安で、CPU使用率そのものではありません(Linuxではディスク待ちも含みます)。±${loadTolerancePoints}ポイントの変動は同じ値とみなします。`,
    en: `A measure by the load average over 15 minutes, not the use of processors itself; on Linux it includes waiting for disks. Changes within ±${loadTolerancePoints} points count as the same.`,
  },
  judge({ body, observedAt }, { cpuWarnPercent: limit }, now) {
    if (now.getTime() - observedAt.getTime() > readingMaxHours * 3_600_000) {
      return unknown(`${readingMaxHours}時間より前の値しかありません。`, `The only reading is older than ${readingMaxHours} hours.`);
    }
    const percent = Math.round((100 * body.load15) / body.cores);
    const ja = `15分間の平均負荷は論理CPU${body.cores}個に対して${percent}%です(注意水準${limit}%)。`;
    const en = `The load over 15 minutes is ${percent}% of ${body.cores} logical processors (level ${limit}%).`;
    return percent >= limit ? fail(ja, en) : pass(ja, en);
  },
});
