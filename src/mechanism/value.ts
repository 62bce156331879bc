import type { Words } from '../base/text.ts';
import type { Param, ParamValue } from './param.ts';

/** Why a value cannot be taken, in words for the person who typed it; null where it can. */
export function whyNotAllowed(param: Param, value: unknown): Words | null {
  switch (param.type) {
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) return { ja: '数値を入力してください。', en: 'Enter a number.' };
      if (!Number.isInteger(value)) return { ja: '整数で入力してください。', en: 'Enter a whole number.' };
      if (value < param.min || value > param.max) {
        return {
          ja: `${param.min}${param.unit.ja}から${param.max}${param.unit.ja}までの値を入力してください。`,
          en: `Enter a value from ${param.min} to ${param.max} ${param.unit.en}.`,
        };
      }
      return null;
    case 'boolean':
      return typeof value === 'boolean' ? null : { ja: 'はい・いいえで選んでください。', en: 'Choose yes or no.' };
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(param.options, value)
        ? null
        : { ja: '選択肢から選んでください。', en: 'Choose one of the options.' };
    case 'text':
      if (typeof value !== 'string') return { ja: '文字で入力してください。', en: 'Enter text.' };
      if (!isStorable(value)) return unstorable;
      return value.length <= param.maxChars
        ? null
        : { ja: `${param.maxChars}文字以内で入力してください。`, en: `Enter at most ${param.maxChars} characters.` };
    case 'list': {
      if (!Array.isArray(value) || !value.every((item) => typeof item === 'string'))
        return { ja: '一覧で入力してください。', en: 'Enter a list.' };
      if (value.length > param.maxItems)
        return { ja: `${param.maxItems}件以内で入力してください。`, en: `Enter at most ${param.maxItems} items.` };
      for (const item of value) {
        if (!isStorable(item)) return unstorable;
        if (item.trim() === '' || item.length > param.maxItemChars || (param.itemPattern && !param.itemPattern.test(item))) {
          return { ja: `「${item}」は使えない形です。`, en: `"${item}" has a form that cannot be used.` };
        }
      }
      return null;
    }
  }
}

/** Control characters and halves of characters have no place in a sentence, in SQL or in a database. */
const isStorable = (text: string): boolean => text.isWellFormed() && !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text);
const unstorable: Words = { ja: '使えない文字が含まれています。', en: 'It contains a character that cannot be used.' };

/** The value as it stands in a sentence: 10分 / 10 minutes. */
export function saidValue(param: Param, value: ParamValue): Words {
  switch (param.type) {
    case 'number':
      return {
        ja: `${value}${param.unit.ja}`,
        en: param.unit.en === '%' ? `${value}%` : `${value} ${singular(param.unit.en, value === 1)}`,
      };
    case 'boolean':
      return param.says[value ? 'true' : 'false'];
    case 'choice':
      return param.options[String(value)] ?? { ja: String(value), en: String(value) };
    case 'text':
      return { ja: String(value), en: String(value) };
    case 'list': {
      const items = value as readonly string[];
      return items.length === 0 ? param.whenEmpty : { ja: items.join('、'), en: items.join(', ') };
    }
  }
}

/** English units are written in the plural; one of them drops the s. */
const singular = (unit: string, one: boolean): string => (one ? unit.replace(/^(\w+?)s\b/, '$1') : unit);

/** Whether a value asks less than the guideline does; only then a reason is required. */
export function isLaxer(param: Param, value: ParamValue): boolean {
  if (param.origin === 'company') return false;
  if (param.type === 'number') {
    if (param.stricter === 'lower') return (value as number) > param.default;
    if (param.stricter === 'higher') return (value as number) < param.default;
    return false;
  }
  return param.type === 'boolean' && value !== param.default;
}
