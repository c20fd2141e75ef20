import { Modal, type ModalProps } from '@mantine/core';

/** A question over the page: focus stays in it, Escape leaves it, and the focus goes back where it was. */
export function Dialog(props: ModalProps) {
  return (
    <Modal
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
      // Its element is a `header`, which would be a second one for the whole page.
      attributes={{ header: { role: 'none' } }}
      styles={{ title: { fontWeight: 650, fontSize: 18 } }}
      {...props}
    />
  );
}
