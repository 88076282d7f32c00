import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect } from 'react';

/**
 * An answer belongs to who asked for it. When the caller changes, queries are asked again;
 * anything that could write is only cleared away.
 */
export function AskAgain({ caller }) {
  const { run } = useGraphiQLActions();
  const operations = useGraphiQL(state => state.operations);
  const responseEditor = useGraphiQL(state => state.responseEditor);
  useEffect(() => {
    const askAgain = () => {
      if (onlyQueries(operations)) run();
      else responseEditor?.setValue('');
    };
    caller.addEventListener('change', askAgain);
    return () => caller.removeEventListener('change', askAgain);
  }, [caller, operations, responseEditor, run]);
  return null;
}

function onlyQueries(operations) {
  return Boolean(operations?.length) && operations.every(({ operation }) => operation === 'query');
}
