import { useCallback, useEffect, useRef, type Dispatch } from 'react'
import { useTexts } from '#renderer/i18n/use-texts.ts'
import { Button } from '#renderer/ui/button.tsx'
import type { CounterPlace, CounterPorts } from './counter-ports.ts'
import type { CounterAction } from './counter-reducer.ts'
import type { Done } from './counter-state.ts'

/**
 * Prints what the customer takes away, as long as `canPrint`; on the till that prints at once, without being asked, and
 * only once by itself.
 */
export function usePrinting(given: {
  done: Done
  canPrint: boolean
  ports: Pick<CounterPorts, 'print'>
  place: Pick<CounterPlace, 'printing'>
  dispatch: Dispatch<CounterAction>
}): () => void {
  const { done, canPrint, ports, dispatch } = given
  const { operationId, confirmation, paper } = done
  const { afterSaving, hasKey } = given.place.printing
  const isBusy = useRef(false)
  const print = useCallback(() => {
    if (isBusy.current) return
    isBusy.current = true
    dispatch({ kind: 'paper-changed', of: confirmation, paper: 'printing' })
    void ports.print({ operationId, ...confirmation }).then((result) => {
      isBusy.current = false
      dispatch({ kind: 'paper-changed', of: confirmation, paper: result })
    })
  }, [dispatch, operationId, confirmation, ports])

  const isDueByItself = canPrint && afterSaving === 'always' && paper === 'none'
  useEffect(() => {
    if (isDueByItself) print()
  }, [isDueByItself, print])

  const isOnKey = canPrint && hasKey
  useEffect(() => {
    if (!isOnKey) return undefined
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat) return
      if (event.key.toLowerCase() === 'p') print()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => {
      window.removeEventListener('keydown', onKeyDown)
    }
  }, [isOnKey, print])
  return print
}

/** The action, in the words of what it would do now. */
export function PrintButton(props: { done: Done; hasKey: boolean; onPrint: () => void }) {
  const { t } = useTexts()
  const { paper } = props.done
  const words =
    paper === 'none'
      ? t('printing.print')
      : paper === 'printing'
        ? t('printing.printing')
        : t('printing.again')
  return (
    <Button
      isDisabled={paper === 'printing'}
      onPress={props.onPrint}
      {...(props.hasKey ? { shortcut: 'P' } : {})}
    >
      {words}
    </Button>
  )
}
