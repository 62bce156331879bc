import { numberParam } from '../../mechanism/param.ts';

/** A list that a person imports speaks for a time only: the consoles themselves are not asked. */
export const consoleListMaxDays = numberParam({
  id: 'consoleListMaxDays',
  title: { ja: '端末管理の一覧を取り込み直すまでの日数', en: 'Days after which the list of the device management is imported anew' },
  origin: 'company',
  default: 35,
  min: 1,
  max: 366,
  unit: { ja: '日', en: 'days' },
  stricter: 'lower',
});
