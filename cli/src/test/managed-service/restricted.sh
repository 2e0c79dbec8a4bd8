#!/usr/bin/env bash
# Runs a command as the managed service would: every file system is read-only but for one folder, and
# /etc has the files of another folder on top. Needs a mount namespace of its own ("unshare --mount").
# Usage: restricted.sh WRITABLE-FOLDER ETC-FOLDER COMMAND...
set -euo pipefail
writable="$1" etc="$2"
shift 2

mount --make-rprivate /
mount -t overlay overlay -o "lowerdir=$etc:/etc" /etc
mount --bind "$writable" "$writable"

mount_points() { awk '{ print $5 }' /proc/self/mountinfo | sort -u; }
mount_points | while read -r point; do
  case "$point" in
    "$writable" | /proc* | /sys*) ;;
    *) mount -o remount,bind,ro "$point" 2>/dev/null || true ;;
  esac
done

# The kernel refuses what is not refused above; see that it does.
# Of mounts at one place only the last can be reached.
still_writable="$(awk '{ options[$5] = $6 } END { for (point in options) if (options[point] ~ /^rw/) print point }' \
  /proc/self/mountinfo | sort |
  grep -vxF "$writable" | grep -vE '^/(proc|sys|dev/pts)(/|$)' || true)"
if [ -n "$still_writable" ]; then
  echo "restricted.sh: cannot make read-only: $still_writable" >&2
  exit 3
fi
exec "$@"
