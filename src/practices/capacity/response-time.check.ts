import { saidList } from '../../base/text.ts';
import { responseTime } from '../../facts/response-time.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { responseTimeWarnMs } from './params.ts';

const remedy = {
  ja: '止まっているときはサービスを起動し直し、遅いときは「端末 > 容量・能力」で同じ時刻のCPU、メモリ、ディスクを確かめてください。測る対象は「端末 > 容量・能力 > 測定の対象」で登録します。',
  en: 'Start what stopped; where it is slow, see CPU, memory and disk of the same hours under Capacity. What is measured is named under Capacity > Targets.',
};

/** The services of a server answer, and within the time that the company set. */
export const answersInTime = defineCheck({
  id: 'capacity/response-time',
  title: { ja: 'サービスが決めた時間内に応答すること', en: 'Services answer in time' },
  reads: responseTime,
  params: { responseTimeWarnMs },
  freshness: 'settings',
  platforms: { windows: 'judged', macos: 'judged', linux: 'judged' },
  classes: ['server'],
  remedy: { windows: remedy, macos: remedy, linux: remedy },
  caveat: {
    ja: 'Tejunのサーバから1分ごとに測った値です。利用者の席での体感や、社外からの速さは含みません。エージェントのない機器は、担当する端末を選んだときだけこの点検に数えます。',
    en: 'Measured once a minute from the Tejun server: not what a user at a desk or outside sees. Machines without an agent count here only where a device was chosen for them.',
  },
  judge({ body }, { responseTimeWarnMs: company }, _now) {
    if (body.services.length === 0)
      return unknown(
        `応答時間を測る対象が登録されていません(注意水準${company}ミリ秒)。`,
        `No service of this server is named to be measured (level ${company} ms).`,
      );
    const limitOf = (service: (typeof body.services)[number]) => service.limitMs ?? company;
    const wrong = body.services.flatMap((service) => {
      if (service.state === 'down') return [{ ja: `${service.name} 応答なし`, en: `${service.name} does not answer` }];
      if (service.p95Ms === null || service.p95Ms < limitOf(service)) return [];
      return [
        {
          ja: `${service.name} ${service.p95Ms}ミリ秒(注意水準${limitOf(service)}ミリ秒)`,
          en: `${service.name} ${service.p95Ms} ms (level ${limitOf(service)} ms)`,
        },
      ];
    });
    if (wrong.length > 0)
      return fail(
        `応答に問題があります:${saidList(wrong.map(({ ja }) => ja)).ja}`,
        `Answers are wanting: ${saidList(wrong.map(({ en }) => en)).en}`,
      );
    const silent = body.services.filter(({ state, p95Ms }) => state === 'silent' || p95Ms === null).map(({ name }) => name);
    if (silent.length > 0)
      return unknown(`応答時間を測れていません:${saidList(silent).ja}`, `Response times are not measured: ${saidList(silent).en}`);
    const slowest = body.services.reduce((a, b) => (b.p95Ms! > a.p95Ms! ? b : a));
    return pass(
      `最も遅い${slowest.name}でも${slowest.p95Ms}ミリ秒です(直近1時間の95%、注意水準${limitOf(slowest)}ミリ秒)。`,
      `The slowest, ${slowest.name}, takes ${slowest.p95Ms} ms (95% of the last hour, level ${limitOf(slowest)} ms).`,
    );
  },
});
