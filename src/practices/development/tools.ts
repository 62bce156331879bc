import { tool } from '../../mechanism/tool.ts';

/** What the room of development does by itself. Their standings come from there. */
export const applicationAssessment = tool(
  'development/application-assessment',
  'アプリケーションのリスクアセスメント',
  'Risk assessment of an application',
);
export const exposedAssessments = tool(
  'development/exposed-assessments',
  '公開アプリケーションのアセスメント期限の点検',
  'Check of the age of assessments of exposed applications',
);
export const requirementList = tool(
  'development/requirement-list',
  'セキュリティ要件のひな形と要件の表',
  'Starters and list of security requirements',
);
export const protectionAnalysis = tool(
  'development/protection-analysis',
  '防止・検知・対応の分析表',
  'Table of prevention, detection and response',
);
export const environmentsSeparated = tool(
  'development/environments-separated',
  '環境の重なりと到達性の点検',
  'Check of overlap and reachability between environments',
);
export const environmentAccountsApart = tool(
  'development/environment-accounts',
  '開発と運用で同じアカウントを使っていないことの点検',
  'Check that development and operation share no account',
);
