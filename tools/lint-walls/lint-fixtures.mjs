import { ESLint } from 'eslint';

/**
 * Lints snippets as if they stood in the given files, with the project's own rules, and prints what
 * was refused: `[{ file, refusals: [{ rule, message }] }]`. Input: `[{ file, code }]` as first argument.
 */
const eslint = new ESLint({
  // Rules that need types cannot see a file that does not exist; walls do not need types.
  overrideConfig: {
    languageOptions: { parserOptions: { projectService: false } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
      '@typescript-eslint/await-thenable': 'off',
      '@typescript-eslint/no-unused-vars': 'off',
    },
  },
});

const results = [];
for (const { file, code } of JSON.parse(process.argv[2])) {
  const [result] = await eslint.lintText(code, { filePath: file });
  results.push({ file, refusals: result.messages.map(({ ruleId, message }) => ({ rule: ruleId, message })) });
}
console.log(JSON.stringify(results));
