import { type Words, words } from '../base/text.ts';

/** What a file can be a list of. */
export const importKinds = ['people', 'departments', 'devices'] as const;
export type ImportKind = (typeof importKinds)[number];

/** What somebody does beside being an employee: it decides which leaflet they are given. */
export const duties = ['administrator', 'committee', 'management', 'departmentManager', 'operator', 'developer'] as const;
export type Duty = (typeof duties)[number];
export const dutyWords: Readonly<Record<Duty, Words>> = {
  administrator: words('情報システム管理者', 'Information system administrator'),
  committee: words('情報セキュリティ委員', 'Security committee'),
  management: words('経営陣', 'Management'),
  departmentManager: words('部門の管理者', 'Department manager'),
  operator: words('運用担当者', 'Operator'),
  developer: words('開発者', 'Developer'),
};

export const personStates = ['active', 'left'] as const;
export type PersonState = (typeof personStates)[number];
export const stateWords: Readonly<Record<PersonState, Words>> = { active: words('在籍', 'In service'), left: words('退職', 'Left') };

/** What is kept of a person, in the form in which two are compared. Dates are 2026-11-22; '' is nothing. */
export interface PersonRecord {
  readonly number: string;
  readonly name: string;
  readonly kana: string;
  readonly email: string;
  /** The department's name; '' where there is none. */
  readonly department: string;
  readonly title: string;
  readonly duties: readonly Duty[];
  readonly state: PersonState;
  readonly joinedOn: string;
  readonly leftOn: string;
}

export interface DepartmentRecord {
  readonly code: string;
  readonly name: string;
  /** The parent's name. */
  readonly parent: string;
  /** The manager's 社員番号. */
  readonly manager: string;
}

export interface DeviceRecord {
  readonly serial: string;
  readonly host: string;
  readonly asset: string;
  /** The owner's 社員番号; '' for a device that is shared or nobody's. */
  readonly owner: string;
}
