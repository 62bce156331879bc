export { forecastDisk } from './disk.ts';
export { forecastLoad } from './load.ts';
export type { DailyPeak, DiskForecast, DiskMethod, DiskOptions, LoadForecast, LoadHour, Silence, WarningCause } from './shapes.ts';
