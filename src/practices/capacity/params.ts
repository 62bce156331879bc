import { numberParam } from '../../mechanism/param.ts';

const percent = { ja: '%', en: '%' };

export const cpuWarnPercent = numberParam({
  id: 'cpuWarnPercent',
  title: { ja: 'CPU使用率の注意水準', en: 'CPU use that calls for attention' },
  origin: 'company',
  default: 80,
  min: 10,
  max: 100,
  unit: percent,
  stricter: 'lower',
});
export const memoryWarnPercent = numberParam({
  id: 'memoryWarnPercent',
  title: { ja: 'メモリ使用率の注意水準', en: 'Memory use that calls for attention' },
  origin: 'company',
  default: 90,
  min: 10,
  max: 100,
  unit: percent,
  stricter: 'lower',
});
export const diskWarnPercent = numberParam({
  id: 'diskWarnPercent',
  title: { ja: 'ディスク使用率の注意水準', en: 'Disk use that calls for attention' },
  origin: 'company',
  default: 85,
  min: 10,
  max: 100,
  unit: percent,
  stricter: 'lower',
});
