import { securityLog } from '../../facts/security-log.ts';
import { defineCheck, fail, pass, unknown } from '../../mechanism/check.ts';

/** Sign-ins leave entries in the Security log: told by the entries themselves, or by the policy that asks for them. */
export const signInsRecorded = defineCheck({
  id: 'logs/sign-ins-recorded',
  title: { ja: 'サインインが記録されていること', en: 'Sign-ins are recorded' },
  reads: securityLog,
  params: {},
  freshness: 'slow',
  platforms: { windows: 'judged' },
  remedy: {
    windows: {
      ja: '管理者として「auditpol /set /subcategory:{0CCE9215-69AE-11D9-BED3-505054503030} /success:enable /failure:enable」を行うか、「ローカル セキュリティ ポリシー > ローカル ポリシー > 監査ポリシー」で「ログオン イベントの監査」を有効にしてください。',
      en: 'As administrator run auditpol /set /subcategory:{0CCE9215-69AE-11D9-BED3-505054503030} /success:enable /failure:enable, or enable “Audit logon events” under Local Security Policy > Local Policies > Audit Policy.',
    },
  },
  caveat: {
    ja: '監査ポリシーの詳細な構成(auditpol)は読めないため、記録の有無で判定します。アカウントの変更などの監査までは確かめません。',
    en: 'The advanced audit policy (auditpol) cannot be read, so the entries themselves decide. Auditing of account changes and the like is not proven.',
  },
  judge({ body: { readable, logons, policy } }) {
    if (logons) return pass('過去1日のサインインが記録されています。', 'Sign-ins of the last day are recorded.');
    if ((policy.logon ?? 0) > 0)
      return pass('監査ポリシーで、サインインを記録するよう設定されています。', 'The audit policy is set to record sign-ins.');
    if (!readable) return unknown('セキュリティログを読めませんでした。', 'The Security log could not be read.');
    return fail(
      'セキュリティログに、過去1日のサインインが1件もありません(サービスのサインインも記録されるはずです)。',
      'The Security log holds no sign-in of the last day, not even of a service.',
    );
  },
});
