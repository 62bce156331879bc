import { tool } from '../../mechanism/tool.ts';

/** The agents tell what is on each device, and the server keeps it (room `inventory`). */
export const configurationCollecting = tool('inventory/collecting', '構成情報の収集', 'Collecting configuration');
