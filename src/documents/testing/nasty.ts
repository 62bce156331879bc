import type { ContentInput } from '../from-content.ts';
import { sampleContent } from './sample.ts';

/** What a person may type and a typesetter, an XML file or a browser could take for its own. */
export const nasty =
  '記号の試験 #let x = 1 `$a$` *b* _c_ <script>alert(1)</script> [link] @ref \\ #pagebreak() = 見出し // 注 ]] {{x}} &amp; "q" \'s\' ~ -- 髙﨑𠮷𩸽 ①㈱ｱｲｳ';
export const turned = '前\u202E逆順\u202C後\u200F印';
export const turnedShown = '前[U+202E]逆順[U+202C]後[U+200F]印';

/** The sample with texts that try to break out, a chapter and a clause that do not apply, and a clause without English. */
export const nastyContent = (): ContentInput =>
  sampleContent(
    {
      '8.1.a': { adoption: 'replaced', text: { ja: `${nasty}{minPasswordLength}`, en: `${nasty}{minPasswordLength}` } },
      '8.1.b': { adoption: 'changed', text: { ja: turned, en: turned }, necessity: '#let y = 2', note: '$z$ = 1\n二行目' },
      '8.1.c': { adoption: 'replaced', text: { ja: '自社の文だけ{allowedSsids}。', en: '' } },
      '8.1.d.3': { adoption: 'not-applicable', reason: '*会社支給* の携帯電話がないため。' },
    },
    ['8.4', '8.28'],
  );
