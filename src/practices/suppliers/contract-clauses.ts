import { words } from '../../base/text.ts';

/** What a contract with a supplier can provide for, as register, contract and check name it. */
export const contractClauses = {
  confidentiality: words('秘密保持', 'Confidentiality'),
  subcontracting: words('再委託の制限', 'Limits on subcontracting'),
  incidents: words('事故の報告', 'Notice of incidents'),
  audit: words('監査への協力', 'Cooperation with audits'),
  return: words('情報の返却・消去', 'Return or erasure'),
  vulnerabilities: words('納品後の脆弱性対応', 'Vulnerabilities after delivery'),
  rights: words('権利の帰属', 'Ownership of rights'),
} as const;
export type ContractClause = keyof typeof contractClauses;

/** What each option of the company value `requiredContractClauses` asks for. */
export const requiredClauses: Readonly<Record<string, readonly ContractClause[]>> = {
  basic: ['confidentiality', 'incidents', 'return'],
  standard: ['confidentiality', 'subcontracting', 'incidents', 'audit', 'return'],
  extended: ['confidentiality', 'subcontracting', 'incidents', 'audit', 'return', 'vulnerabilities', 'rights'],
};
