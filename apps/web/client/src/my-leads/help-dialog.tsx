import { Kbd, Switch, Table } from '@mantine/core';
import { Dialog } from '../shell/dialog.js';

const shortcuts = [
  [['j', '↓'], 'Next lead'],
  [['k', '↑'], 'Lead before'],
  [['a'], 'Accept'],
  [['r'], 'Reject, then 1–9 for the reason and Enter'],
  [['c'], 'Contacted'],
  [['w'], 'Won (accepted leads)'],
  [['Enter'], 'The whole story'],
  [['n'], 'Show new leads'],
  [['?'], 'This help'],
] as const;

interface HelpDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly enabled: boolean;
  readonly onEnable: (enabled: boolean) => void;
}

/** The keys of the list. Single letters can be switched off for those who speak to their machine. */
export function HelpDialog({ opened, onClose, enabled, onEnable }: HelpDialogProps) {
  return (
    <Dialog opened={opened} onClose={onClose} title="Keys">
      <Table withRowBorders={false} verticalSpacing={6}>
        <Table.Tbody>
          {shortcuts.map(([keys, does]) => (
            <Table.Tr key={does}>
              <Table.Td w={96}>
                {keys.map((key) => (
                  <Kbd key={key} mr={4}>
                    {key}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Switch
        mt="md"
        label="Use these keys"
        checked={enabled}
        onChange={(event) => onEnable(event.currentTarget.checked)}
      />
    </Dialog>
  );
}
