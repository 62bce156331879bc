import { tool } from '../../mechanism/tool.ts';

/** The sheets that suppliers answer, and who works for us without one that counts (room `suppliers`). */
export const supplierSheets = tool('suppliers/sheets', '委託先審査票', 'Supplier assessment sheet');
export const supplierContracts = tool(
  'suppliers/contracts',
  '契約の必須条項と期限の点検',
  'Check of required provisions and expiry of contracts',
);
export const supplierDeliveries = tool(
  'suppliers/deliveries',
  '納品ごとの受入れ記録の点検',
  'Check that each delivery has its acceptance record',
);
