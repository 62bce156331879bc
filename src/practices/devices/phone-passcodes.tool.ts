import { tool } from '../../mechanism/tool.ts';

/** Judged by the list that a person imports from the console of the mobile device management (room `consoles`). */
export const phonePasscodes = tool(
  'devices/phone-passcodes',
  '携帯電話・スマートフォンのパスワード設定(端末管理の一覧)',
  'Passwords set on phones (list of the device management)',
);
