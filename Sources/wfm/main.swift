print("wfm")
