import { words } from '../../base/text.ts';
import { type QuestionGroup, scale } from './question.ts';

export const terminals: QuestionGroup = {
  id: 'pc',
  title: words('端末とアカウント', 'Devices and accounts'),
  questions: [
    scale(
      'pc-1',
      3,
      '仕事に使う端末すべてにマルウェア対策を入れ、更新を保っていますか。',
      'Do all devices have protection against malware, kept up to date?',
      { knockOut: true },
    ),
    scale(
      'pc-2',
      3,
      'OSとソフトウェアの更新を、公開から1か月以内に当てていますか。',
      'Are updates of systems and software applied within a month?',
    ),
    scale('pc-3', 2, 'アカウントは一人に一つで、共用していませんか。', 'Does everybody have an account of their own, none shared?'),
    scale(
      'pc-4',
      3,
      '社外から使うシステムとクラウドに、多要素認証を使っていますか。',
      'Is multi-factor authentication used for remote access and cloud services?',
    ),
    scale('pc-5', 2, '私物の端末を当社の仕事に使わせていませんか。', 'Are private devices kept out of our work?'),
    scale('pc-6', 1, '離席時の画面ロックと、書類・媒体の施錠を守らせていますか。', 'Are screens locked and papers and media put away?'),
  ],
};

export const development: QuestionGroup = {
  id: 'dev',
  title: words('開発', 'Development'),
  questions: [
    scale(
      'dev-1',
      3,
      '安全な作り方のきまり(入力の検査、権限の確認など)があり、開発する人に教えていますか。',
      'Are there rules for secure coding, taught to all who develop?',
      {
        concerns: ['development'],
        evidence: ['yes'],
      },
    ),
    scale(
      'dev-2',
      3,
      '納品の前に脆弱性の診断か、コードの点検を行い、結果を渡せますか。',
      'Is software scanned or reviewed for vulnerabilities before delivery, with the result handed over?',
      {
        concerns: ['development'],
        evidence: ['yes', 'partly'],
      },
    ),
    scale(
      'dev-3',
      2,
      'ソースコードの置き場は、担当者だけが入れ、変更の記録が残りますか。',
      'Is source code open to those in charge only, with a history of changes?',
      { concerns: ['development'] },
    ),
    scale('dev-4', 2, '開発、試験、本番の環境を分けていますか。', 'Are development, test and production apart?', {
      concerns: ['development', 'operation'],
    }),
    scale('dev-5', 3, '試験に、本番の個人情報をそのまま使いませんか。', 'Is real personal information kept out of tests?', {
      concerns: ['development'],
      knockOut: true,
    }),
    scale(
      'dev-6',
      2,
      '使っている外部の部品(OSSなど)を一覧にし、脆弱性が出たら知らせますか。',
      'Do you list outside components and tell us when one is found vulnerable?',
      { concerns: ['development'] },
    ),
    scale(
      'dev-7',
      2,
      '納品の後に見つかった脆弱性を、期限を決めて直しますか。',
      'Are vulnerabilities found after delivery fixed by a set date?',
      { concerns: ['development'] },
    ),
  ],
};

export const operation: QuestionGroup = {
  id: 'ope',
  title: words('運用とサービス', 'Operation and services'),
  questions: [
    scale(
      'ope-1',
      3,
      '管理者権限を使える人を限り、使った記録を残していますか。',
      'Is the use of administrator rights limited and logged?',
      { concerns: ['operation', 'service'] },
    ),
    scale(
      'ope-2',
      2,
      '当社のシステムへの遠隔接続は、決めた経路と時間に限られますか。',
      'Is remote access to our systems limited to a set way and time?',
      { concerns: ['operation', 'development'], mayNotApply: true },
    ),
    scale(
      'ope-3',
      2,
      '本番の変更は、当社の承認を得てから行い、戻す手順を用意しますか。',
      'Is production changed only with our approval and with a way back?',
      { concerns: ['operation', 'development'] },
    ),
    scale(
      'ope-4',
      2,
      '稼働率、障害の連絡までの時間など、サービスの水準を約束し、実績を出せますか。',
      'Do you promise service levels, and report how they were kept?',
      { concerns: ['service', 'operation'], evidence: ['yes'] },
    ),
    scale('ope-5', 2, '通信と保存データを暗号化していますか。', 'Are traffic and stored data encrypted?', {
      concerns: ['service', 'operation'],
    }),
    scale(
      'ope-6',
      1,
      '契約が終わるとき、当社のデータを一般的な形式で取り出せますか。',
      'Can we take our data out in a common format when the contract ends?',
      { concerns: ['service'] },
    ),
  ],
};
