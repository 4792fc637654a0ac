import { useMemo } from 'react'
import type { Settings } from '#shared/ipc/settings-methods.ts'
import type { DeviceCatalogue } from '#shared/markets/device-catalogue.ts'
import type { CameraPort } from '../../flows/camera-port.ts'
import type { AppPorts } from '../app-ports.ts'

/** What a card gets to scan with. The decoder comes with the first scan, not with the desk. */
export function useCameraPort(given: {
  ports: AppPorts
  catalogue: DeviceCatalogue
  isReadingDocuments: boolean
  settings: Settings
  onSettings: (settings: Settings) => Promise<boolean>
  onScan: (text: string) => void
}): CameraPort {
  const { ports, catalogue, isReadingDocuments, settings, onSettings, onScan } = given
  const fixed = useMemo(
    () => ({
      onScan,
      start: async () => (await ports.call('camera.scanning', { isOn: true })).ok,
      end: () => void ports.call('camera.scanning', { isOn: false }),
      onShut: (shut: () => void) => ports.onCameraShut(shut),
      load: () => ports.loadCamera(),
      timer: ports.timer,
    }),
    [ports, onScan],
  )
  return useMemo(
    () => ({
      ...fixed,
      catalogue,
      isReadingDocuments,
      camera: settings.cameraId === null ? null : { id: settings.cameraId, name: settings.cameraName ?? '' },
      onCameraChosen: ({ id, name }) => void onSettings({ ...settings, cameraId: id, cameraName: name }),
    }),
    [fixed, catalogue, isReadingDocuments, settings, onSettings],
  )
}
