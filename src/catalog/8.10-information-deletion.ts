import { planned } from '../mechanism/citation.ts';
import { choiceParam, listParam } from '../mechanism/param.ts';
import { devicesRegister } from '../practices/devices/devices.register.ts';
import { informationAssetsRegister } from '../practices/information/assets.register.ts';
import { dataDeletion } from '../practices/information/deletion.duty.ts';
import { disposalRegister } from '../practices/information/disposal.register.ts';
import { disposalRequest } from '../practices/information/disposal.request.ts';
import { erasureBeforeDisposal } from '../practices/information/erasure.duty.ts';
import { sensitiveDataLook } from '../practices/information/monthly-look.duty.ts';
import { deleteWithinDays } from '../practices/information/params.ts';
import { defineControl } from './control.ts';

const retentionByClass = listParam({
  id: 'retentionByClass',
  title: { ja: '情報の種類ごとの保存期間', en: 'How long each class of information is kept' },
  origin: 'company',
  default: [],
  maxItems: 100,
  maxItemChars: 80,
  whenEmpty: { ja: '情報資産台帳に定めるとおり', en: 'as stated in the register of information assets' },
  hint: {
    ja: '手本に定めはありません。「応募書類は選考後6か月」のように1件ずつ書きます。法令の保存義務も確かめてください。',
    en: 'The guideline fixes none. One entry each, such as “applications: 6 months after selection”. Mind periods that the law requires.',
  },
});
const eraseMethod = choiceParam({
  id: 'eraseMethod',
  title: { ja: '記憶媒体のデータの消去方式', en: 'Method of erasing storage media' },
  origin: 'company',
  default: 'clearOrPurge',
  options: {
    clearOrPurge: { ja: 'NIST SP 800-88のClear又はPurge', en: 'Clear or Purge of NIST SP 800-88' },
    purge: { ja: 'NIST SP 800-88のPurge', en: 'Purge of NIST SP 800-88' },
    overwrite: { ja: '全領域への1回以上の上書き', en: 'overwriting the whole medium at least once' },
  },
  hint: {
    ja: '手本は消去用ソフトウェアで復元できなくすることだけを求めています。SSDでは上書きだけでは足りないことがあります。',
    en: 'The guideline only asks for erasure software and no recovery. On an SSD overwriting alone may not be enough.',
  },
});
const hddDisposalMethod = choiceParam({
  id: 'hddDisposalMethod',
  title: { ja: 'ハードディスクの廃棄前の処理', en: 'Treatment of hard disks before disposal' },
  origin: 'fixed',
  default: 'degauss',
  options: {
    degauss: { ja: '磁気消去装置による消去', en: 'erasure with a magnetic degausser' },
    degaussAndDestroy: { ja: '磁気消去装置による消去及び物理的な破壊', en: 'erasure with a magnetic degausser and physical destruction' },
    destroy: { ja: '物理的な破壊', en: 'physical destruction' },
  },
  hint: { ja: '手本は磁気消去装置です。', en: 'The guideline says a magnetic degausser.' },
});
const ssdDisposalMethod = choiceParam({
  id: 'ssdDisposalMethod',
  title: { ja: 'SSDなど磁気によらない媒体の廃棄前の処理', en: 'Treatment of SSDs and other non-magnetic media before disposal' },
  origin: 'company',
  default: 'cryptoEraseOrShred',
  options: {
    cryptoEraseOrShred: { ja: '暗号化消去又は破砕', en: 'cryptographic erasure or shredding' },
    shred: { ja: '破砕', en: 'shredding' },
    cryptoEraseAndShred: { ja: '暗号化消去及び破砕', en: 'cryptographic erasure and shredding' },
  },
  hint: {
    ja: '手本に定めはありません。磁気消去装置はSSDやスマートフォンには効きません。',
    en: 'The guideline fixes none. A degausser does nothing to an SSD or a phone.',
  },
});

export const informationDeletion = defineControl({
  id: '8.10',
  title: { ja: '情報の削除', en: 'Information deletion' },
  purpose: {
    ja: '要らなくなった情報を持ち続けず、捨てた機器や媒体からも読み出されないようにする。',
    en: 'To keep no information longer than it is needed, and to make sure that nothing can be read from discarded devices and media.',
  },
  params: [deleteWithinDays, retentionByClass, eraseMethod, hddDisposalMethod, ssdDisposalMethod],
  clauses: [
    {
      id: '8.10.a',
      type: 'item',
      text: {
        ja: '利用者及び情報システム管理者は、業務上必要のなくなったデータを、必要がなくなった日から{deleteWithinDays}以内に、速やかに消去する。情報の種類ごとの保存期間は、{retentionByClass}とする。',
        en: 'Users and the information system administrator delete data promptly, at the latest within {deleteWithinDays}, once the business no longer needs it. How long each class of information is kept: {retentionByClass}.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'event', on: { ja: '業務上の必要がなくなったとき', en: 'the business no longer needs the data' } },
      refs: [
        { to: '8.13.a', why: { ja: '消したデータがバックアップに残ること', en: 'backups keep deleted data alive' } },
        { to: '8.33.b', why: { ja: '試験に使った実データの消去', en: 'real test data is deleted right after the test' } },
      ],
      mechanisms: [
        dataDeletion,
        informationAssetsRegister,
        planned.check('保存期間を過ぎたデータ', 'Data past its retention'),
        planned.tool('消去候補の一覧', 'List of data to delete'),
        disposalRegister,
      ],
    },
    {
      id: '8.10.b',
      type: 'item',
      text: {
        ja: '利用者及び情報システム管理者は、記憶媒体のデータを消去するときは、消去用のソフトウェアを用い、{eraseMethod}により、復元できないようにする。',
        en: 'When deleting data on storage media, users and the information system administrator use erasure software and make the data unrecoverable by {eraseMethod}.',
      },
      actors: ['user', 'administrator'],
      cadence: { type: 'event', on: { ja: '記憶媒体のデータを消去するとき', en: 'data on a storage medium is deleted' } },
      refs: [],
      mechanisms: [
        planned.tool('消去記録の取込み', 'Intake of erasure logs'),
        disposalRegister,
        planned.check('消去記録のない返却・転用機器', 'Returned or reused devices without an erasure log'),
        devicesRegister,
      ],
    },
    {
      id: '8.10.c',
      type: 'item',
      text: {
        ja: '情報システム管理者は、ハードディスクを廃棄する前に、{hddDisposalMethod}を行う。SSDやスマートフォンなど磁気では消せない媒体を廃棄する前には、{ssdDisposalMethod}を行う。廃棄を委託するときは、委託先にも同じ処理を行わせ、証明書を受け取る。',
        en: 'Before a hard disk is discarded, the information system administrator carries out {hddDisposalMethod}. Before media that magnetism cannot erase are discarded, such as SSDs and phones, the treatment is {ssdDisposalMethod}. A supplier who is charged with the disposal does the same and hands over a certificate.',
      },
      actors: ['administrator', 'supplier'],
      cadence: { type: 'event', on: { ja: 'ハードディスクなどを廃棄するとき', en: 'a hard disk or other medium is discarded' } },
      refs: [],
      mechanisms: [erasureBeforeDisposal, disposalRegister, disposalRequest, devicesRegister],
    },
    {
      id: '8.10.advice',
      type: 'advice',
      text: {
        ja: '取扱いに注意を要する情報は、持っていること自体が危険となるため、利用者は、不要になった時点で直ちに消去し、残っていないことを毎月確かめることが望ましい。',
        en: 'Because merely holding sensitive information is a risk, users should delete it the moment it is no longer needed, and make sure every month that none is left.',
      },
      actors: ['user'],
      cadence: { type: 'periodic', everyMonths: 1 },
      refs: [],
      mechanisms: [sensitiveDataLook, planned.check('保存期間を過ぎたデータ', 'Data past its retention')],
    },
  ],
});
