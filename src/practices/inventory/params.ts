import { numberParam } from '../../mechanism/param.ts';

/** How long an observation speaks for now. They belong to the engine as much as to 8.9: silence is never green. */
export const liveSilenceMinutes = numberParam({
  id: 'liveSilenceMinutes',
  title: { ja: '稼働状況の点検を「不明」にするまでの無報告時間', en: 'Silence after which checks of what is running become unknown' },
  origin: 'company',
  default: 10,
  min: 2,
  max: 1440,
  unit: { ja: '分', en: 'minutes' },
  stricter: 'lower',
});
export const settingsSilenceMinutes = numberParam({
  id: 'settingsSilenceMinutes',
  title: { ja: '設定の点検を「不明」にするまでの無報告時間', en: 'Silence after which checks of settings become unknown' },
  origin: 'company',
  default: 1440,
  min: 2,
  max: 43200,
  unit: { ja: '分', en: 'minutes' },
  stricter: 'lower',
  hint: {
    ja: '既定は24時間です。週末に電源を切る端末が多ければ4320分(3日)も選べます。設定は1時間ごとに尋ねるため、90分より短くすると、次の報告までのあいだ「不明」になります。',
    en: 'The default is 24 hours. If many devices are off at weekends, 4,320 minutes (3 days) is a choice. Settings are asked for hourly: below 90 minutes verdicts are unknown until the next report.',
  },
});
/** There is no updater in the agent: how far behind one may fall before people are told to replace it. */
export const agentVersionsBehindMax = numberParam({
  id: 'agentVersionsBehindMax',
  title: { ja: 'エージェントを古いとみなすまでの版の遅れ', en: 'Versions behind after which an agent is called old' },
  origin: 'company',
  default: 3,
  min: 0,
  max: 20,
  unit: { ja: '版', en: 'versions' },
  stricter: 'lower',
  hint: {
    ja: 'osqueryの版番号の2つ目の数字で数えます(5.20と5.23なら3版)。新しい版はおよそ2か月ごとに出ます。',
    en: 'Counted by the second number of an osquery version (5.20 is 3 behind 5.23). A new one comes about every two months.',
  },
});
