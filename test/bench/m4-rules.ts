import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The hourly part of the M4 competition, its benchmark Naive2 and its measures, each as the organisers' R code defines them. */
export type M4Series = { readonly id: string; readonly train: readonly number[]; readonly test: readonly number[] };

const seasonHours = 24;

const rowsOf = (file: string): Map<string, number[]> => {
  const rows = new Map<string, number[]>();
  for (const line of readFileSync(file, 'utf8').split(/\r?\n/).slice(1)) {
    const [id, ...cells] = line.split(',').map((cell) => cell.replaceAll('"', ''));
    if (id) rows.set(id, cells.filter((cell) => cell !== '' && cell !== 'NA').map(Number));
  }
  return rows;
};

export const readHourly = (folder: string): M4Series[] => {
  const tests = rowsOf(join(folder, 'Hourly-test.csv'));
  return [...rowsOf(join(folder, 'Hourly-train.csv'))].map(([id, train]) => ({ id, train, test: tests.get(id)! }));
};

export const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Symmetric mean absolute percentage error, in percent. */
export const smape = (actual: readonly number[], forecast: readonly number[]): number =>
  mean(actual.map((y, i) => (200 * Math.abs(y - forecast[i]!)) / (Math.abs(y) + Math.abs(forecast[i]!))));

/** Mean absolute error, scaled by the error of the same hour of the day before within the training part. */
export const mase = (train: readonly number[], actual: readonly number[], forecast: readonly number[]): number => {
  const scale = mean(train.slice(seasonHours).map((y, i) => Math.abs(y - train[i]!)));
  return mean(actual.map((y, i) => Math.abs(y - forecast[i]!))) / scale;
};

/** Whether the autocorrelation at one day is beyond chance (90 %). */
const isSeasonal = (y: readonly number[]): boolean => {
  if (y.length < 3 * seasonHours) return false;
  const centre = mean(y);
  const off = y.map((value) => value - centre);
  const whole = off.reduce((sum, value) => sum + value * value, 0);
  const acf = (lag: number): number => off.slice(lag).reduce((sum, value, i) => sum + value * off[i]!, 0) / whole;
  let squares = 1;
  for (let lag = 1; lag < seasonHours; lag++) squares += 2 * acf(lag) ** 2;
  return Math.abs(acf(seasonHours)) > (1.645 * Math.sqrt(squares)) / Math.sqrt(y.length);
};

/** R's `decompose(type = "multiplicative")`: the factor of each hour of the day, by its place from the start of the series. */
const factors = (y: readonly number[]): number[] => {
  const half = seasonHours / 2;
  const sums = new Array<number>(seasonHours).fill(0);
  const counts = new Array<number>(seasonHours).fill(0);
  for (let t = half; t < y.length - half; t++) {
    let sum = (y[t - half]! + y[t + half]!) / 2;
    for (let k = t - half + 1; k < t + half; k++) sum += y[k]!;
    sums[t % seasonHours]! += y[t]! / (sum / seasonHours);
    counts[t % seasonHours]! += 1;
  }
  const figure = sums.map((sum, i) => sum / counts[i]!);
  const centre = mean(figure);
  return figure.map((value) => value / centre);
};

/** Naive2: the last value, deseasonalised where the series is seasonal. */
export const naive2 = (train: readonly number[], hours: number): number[] => {
  const seasonal = isSeasonal(train) ? factors(train) : new Array<number>(seasonHours).fill(1);
  const at = (t: number): number => seasonal[t % seasonHours]!;
  const last = train.at(-1)! / at(train.length - 1);
  return Array.from({ length: hours }, (_, h) => last * at(train.length + h));
};

export const sameHourYesterday = (train: readonly number[], hours: number): number[] =>
  Array.from({ length: hours }, (_, h) => train[train.length - seasonHours + (h % seasonHours)]!);
