import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { fetchRulingTable, saveTable, type TableContent } from '../api/points-tables.js';
import { previewTable } from '../api/scoring-preview.js';
import { showDone, showProblem } from '../shell/notify.js';

const LOOKED_AT_EVERY_MS = 15_000;
const DRAGGING_MS = 250;

const rulingKey = ['ruling-table'] as const;

/** Looked at again and again, so that one learns of a change that others save before saving one's own. */
export const useRulingTable = () =>
  useQuery({
    queryKey: rulingKey,
    queryFn: ({ signal }) => fetchRulingTable(signal),
    refetchInterval: LOOKED_AT_EVERY_MS,
    refetchOnWindowFocus: true,
  });

export function useTablePreview(table: TableContent) {
  const [tried] = useDebouncedValue(table, DRAGGING_MS);
  return useQuery({
    queryKey: ['table-preview', tried],
    queryFn: ({ signal }) => previewTable(tried, signal),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}

interface Save {
  readonly base: number;
  readonly content: TableContent;
  readonly reason: string;
}

/** Saves a draft unless another version rules by now: then nothing is saved, and that version is shown. */
export function useSaveTable(onSaved: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ base, content, reason }: Save) => {
      const ruling = await queries.fetchQuery({
        queryKey: rulingKey,
        queryFn: ({ signal }) => fetchRulingTable(signal),
      });
      return ruling.version === base ? saveTable(content, base, reason) : null;
    },
    onError: (error) => {
      showProblem(error);
      // Somebody may have saved in the same moment: theirs is shown.
      void queries.invalidateQueries({ queryKey: rulingKey });
    },
    onSuccess: async (promotion) => {
      if (!promotion) return;
      await queries.invalidateQueries({ queryKey: rulingKey });
      onSaved();
      showDone(`Version ${promotion.version} rules now`, 'New leads are judged by it, and open ones again.');
    },
  });
}
