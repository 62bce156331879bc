import { saidList } from '../../base/text.ts';
import { sourceTrees } from '../../facts/source-trees.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';
import { sourceTreePlaces } from './params.ts';

export const sourceTreesAbsent = defineCheck({
  id: 'software/source-trees',
  title: { ja: '運用のサーバに開発用のコードがないこと', en: 'No development code on production servers' },
  reads: sourceTrees,
  params: { sourceTreePlaces },
  freshness: 'slow',
  platforms: { windows: 'judged', linux: 'judged' },
  classes: ['server'],
  environments: ['production'],
  remedy: {
    windows: {
      ja: '挙げたフォルダから、ソースコードの管理情報(.git、.svn、.hg)と開発用の道具を取り除いてください。配置は、組み立てたものだけを置く形に改めます。',
      en: 'Remove the bookkeeping of source code (.git, .svn, .hg) and the tools from the folders named; deploy only what was built.',
    },
    linux: {
      ja: '挙げたフォルダから、ソースコードの管理情報(.git、.svn、.hg)と開発用の道具を取り除いてください。配置は、組み立てたものだけを置く形(tar、パッケージ、コンテナ)に改めます。',
      en: 'Remove the bookkeeping of source code (.git, .svn, .hg) and the tools from the folders named; deploy only what was built (archive, package, container).',
    },
  },
  caveat: {
    ja: '管理情報のあるコードだけが見えます。ファイルだけを写した開発用のコードは見つかりません。',
    en: 'Only code with its bookkeeping is seen. Development code that was merely copied is not found.',
  },
  judge({ body }, { sourceTreePlaces: wanted }) {
    const found = [...body.trees, ...body.tools];
    if (found.length > 0) {
      const said = saidList(found);
      return fail(`開発用のコードまたは道具があります:${said.ja}`, `Development code or tools are there: ${said.en}`);
    }
    if (!body.seen) return unknown('端末のファイルを読めませんでした。', 'The files of the device could not be read.');
    if (wanted.length === 0) return unknown('探す場所が1件も指定されていません。', 'No place to look in has been named.');
    const missing = wanted.filter((place) => !body.places.includes(place.trim()));
    if (missing.length > 0) {
      const said = saidList(missing);
      return unknown(`変更後の場所での報告を待っています(${said.ja})。`, `Waiting for a report on the changed places (${said.en}).`);
    }
    return pass(
      `指定した${wanted.length}か所に、開発用のコードはありません。`,
      `There is no development code in the ${wanted.length} places named.`,
    );
  },
});
