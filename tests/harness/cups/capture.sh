#!/bin/sh
# A printer of CUPS that puts each job down as a PDF in the folder that its address names, and runs out of
# paper while a file called `media-empty` lies there.
if [ $# -eq 0 ]; then
  echo 'direct capture "Unknown" "Capture"'
  exit 0
fi
folder=${DEVICE_URI#capture:}
while [ -e "$folder/media-empty" ]; do
  echo 'STATE: +media-empty-error' >&2
  sleep 0.1
done
echo 'STATE: -media-empty-error' >&2
cat "${6:--}" >"$folder/job-$1.part"
mv "$folder/job-$1.part" "$folder/job-$1.pdf"
printf '%s\n%s\n%s\n' "$2" "$3" "$5" >"$folder/job-$1.txt"
