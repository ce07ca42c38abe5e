qagida: cannot write /dev/full: No space left on device
